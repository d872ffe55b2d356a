--- :Attest check — every note of the folder, open or not, into the quickfix list.
local config = require('attest.config')

local M = {}

local TYPES = { error = 'E', warning = 'W', information = 'I', hint = 'N' }

--- The quickfix items of a report of `attest-ls check --format json` that ran in `root`.
function M.items(report, root)
  local items = {}
  for _, note in ipairs(report.notes) do
    local path = note.path:sub(1, 1) == '/' and note.path or (root .. '/' .. note.path)
    local lines = {}
    if #note.diagnostics > 0 and vim.fn.filereadable(path) == 1 then
      lines = vim.fn.readfile(path)
    end
    for _, finding in ipairs(note.diagnostics) do
      -- The report counts characters, the quickfix list bytes.
      local text = lines[finding.line] or ''
      local column = vim.fn.byteidxcomp(text, finding.column - 1) + 1
      items[#items + 1] = {
        filename = path,
        lnum = finding.line,
        col = column > 0 and column or 1,
        type = TYPES[finding.severity],
        text = ('%s [%s]'):format(finding.message, finding.code),
      }
    end
  end
  return items
end

local function say(level, message)
  vim.notify('Attest: ' .. message, level)
end

function M.run()
  local root = config.root(vim.api.nvim_buf_get_name(0)) or config.root(vim.fn.getcwd() .. '/note')
  if root == nil then
    say(vim.log.levels.WARN, 'no attest.toml and no corpus, articles or sources folder here')
    return
  end
  local program = require('attest').cmd()[1]
  if vim.fn.executable(program) == 0 then
    say(vim.log.levels.ERROR, ('cannot run %s; see :checkhealth attest'):format(program))
    return
  end
  local output, errors = {}, {}
  vim.fn.jobstart({ program, 'check', root, '--format', 'json', '--fail-on', 'never' }, {
    cwd = root,
    stdout_buffered = true,
    stderr_buffered = true,
    on_stdout = function(_, data)
      output = data
    end,
    on_stderr = function(_, data)
      errors = data
    end,
    on_exit = function(_, code)
      local read, report = pcall(vim.fn.json_decode, output)
      if code ~= 0 or not read then
        say(vim.log.levels.ERROR, 'could not check: ' .. vim.trim(table.concat(errors, ' ')))
        return
      end
      local items = M.items(report, root)
      vim.fn.setqflist({}, ' ', { title = 'Attest', items = items })
      say(vim.log.levels.INFO, ('%d claims in %d notes, %d findings'):format(report.summary.claims, #report.notes, #items))
      if #items > 0 then
        vim.cmd('botright copen')
      end
    end,
  })
end

return M
