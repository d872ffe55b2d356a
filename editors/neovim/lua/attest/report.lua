--- :Attest report [FILE]: a sourcing report of this note as one HTML file.
local M = {}

--- @param file string|nil where to; beside the note when there is none
function M.run(file)
  local note = vim.api.nvim_buf_get_name(0)
  if note == '' then
    vim.notify('Attest: the report is of a file; write this buffer first', vim.log.levels.WARN)
    return
  end
  local target = (file ~= nil and file ~= '') and vim.fn.fnamemodify(file, ':p') or vim.fn.fnamemodify(note, ':r') .. '.html'
  require('attest.run').output({ 'report', note, '-o', target }, function()
    vim.notify('Attest: the report is ' .. target, vim.log.levels.INFO)
    if vim.ui.open and #vim.api.nvim_list_uis() > 0 then
      vim.ui.open(target)
    end
  end)
end

return M
