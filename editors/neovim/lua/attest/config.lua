--- What the client is configured with, on every Neovim.
local M = {}

M.name = 'attest_ls'

--- The settings file, and the folders that the server takes for the articles without one.
M.root_markers = { 'attest.toml', 'corpus', 'articles', 'sources' }

--- @return table a new table each time: cmd, filetypes, root_markers, settings
function M.defaults()
  return {
    cmd = { 'attest-ls', 'serve', '--stdio' },
    filetypes = { 'markdown' },
    root_markers = M.root_markers,
    -- Quiet where there are no articles.
    workspace_required = true,
    settings = { attest = vim.empty_dict() },
  }
end

--- The folder that `file` belongs to: the nearest one upwards that has a root marker.
--- @return string|nil
function M.root(file)
  local folder = vim.fn.fnamemodify(file, ':p:h')
  while true do
    for _, marker in ipairs(M.root_markers) do
      local path = folder .. '/' .. marker
      local found = marker == 'attest.toml' and vim.fn.filereadable(path) or vim.fn.isdirectory(path)
      if found == 1 then
        return folder
      end
    end
    local parent = vim.fn.fnamemodify(folder, ':h')
    if parent == folder then
      return nil
    end
    folder = parent
  end
end

return M
