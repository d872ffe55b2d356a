--- Runs the program for a command that ends.
local M = {}

--- The lines that `attest-ls ARGUMENTS` prints, for `show`; its own words when it fails.
--- Runs in the folder of the buffer's articles.
function M.output(arguments, show)
  local command = { require('attest').cmd()[1] }
  vim.list_extend(command, arguments)
  local file = vim.api.nvim_buf_get_name(0)
  local root = file ~= '' and require('attest.config').root(file) or nil
  local lines, errors = {}, {}
  local job = vim.fn.jobstart(command, {
    cwd = root or vim.fn.getcwd(),
    stdout_buffered = true,
    stderr_buffered = true,
    on_stdout = function(_, data)
      lines = data
    end,
    on_stderr = function(_, data)
      errors = data
    end,
    on_exit = function(_, code)
      if code ~= 0 then
        vim.notify('Attest: ' .. vim.trim(table.concat(errors, '\n')), vim.log.levels.ERROR)
        return
      end
      while #lines > 0 and lines[#lines] == '' do
        lines[#lines] = nil
      end
      show(lines)
    end,
  })
  if job <= 0 then
    vim.notify(('Attest: cannot run %s; see :checkhealth attest'):format(command[1]), vim.log.levels.ERROR)
  end
end

return M
