--- :Attest entity NAME: what the articles say of somebody, in a window of its own.
local M = {}

--- @param name string|nil the word under the cursor when there is none
function M.run(name)
  if name == nil or name == '' then
    name = vim.fn.expand('<cword>')
  end
  if name == '' then
    vim.notify('Attest: whom? :Attest entity NAME', vim.log.levels.WARN)
    return
  end
  local run = require('attest.run')
  run.output({ 'entity', name }, function(lines)
    vim.cmd('new')
    local buffer = vim.api.nvim_get_current_buf()
    vim.api.nvim_buf_set_lines(buffer, 0, -1, false, lines)
    vim.bo[buffer].buftype = 'nofile'
    vim.bo[buffer].bufhidden = 'wipe'
    vim.bo[buffer].swapfile = false
    vim.bo[buffer].modifiable = false
    vim.api.nvim_buf_set_name(buffer, 'attest://entity/' .. name)
  end)
end

return M
