--- The client on Neovims without vim.lsp.config (before 0.11), and what differs between versions.
local config = require('attest.config')

local M = {}

--- Client ids by root folder, for Neovims that cannot reuse a client by themselves.
local by_root = {}

--- Attaches a client to the buffer, a new one unless one serves its folder already.
function M.attach(buffer, options)
  local file = vim.api.nvim_buf_get_name(buffer)
  local root = file ~= '' and config.root(file) or nil
  if root == nil then
    return
  end
  local id = by_root[root]
  if id == nil or vim.lsp.get_client_by_id(id) == nil then
    local settings = options.settings or {}
    id = vim.lsp.start_client({
      name = config.name,
      cmd = options.cmd,
      root_dir = root,
      workspace_folders = { { uri = vim.uri_from_fname(root), name = vim.fn.fnamemodify(root, ':t') } },
      init_options = settings.attest,
      settings = settings,
      capabilities = options.capabilities,
      on_attach = function(client, attached)
        M.map_keys(attached)
        if options.on_attach then
          options.on_attach(client, attached)
        end
      end,
    })
    by_root[root] = id
  end
  if id ~= nil then
    vim.lsp.buf_attach_client(buffer, id)
  end
end

--- What newer Neovims do by themselves: the definition through the tag commands, the hover on K.
function M.map_keys(buffer)
  vim.api.nvim_buf_set_option(buffer, 'tagfunc', 'v:lua.vim.lsp.tagfunc')
  if vim.fn.maparg('K', 'n') == '' then
    vim.keymap.set('n', 'K', vim.lsp.buf.hover, { buffer = buffer, desc = 'attest: hover' })
  end
end

--- Attest's clients, of one buffer or of all.
--- @param buffer integer|nil
function M.list(buffer)
  if vim.lsp.get_clients then
    return vim.lsp.get_clients({ name = config.name, bufnr = buffer })
  end
  local all = buffer and vim.lsp.buf_get_clients(buffer) or vim.lsp.get_active_clients()
  local ours = {}
  for _, client in pairs(all) do
    if client.name == config.name then
      ours[#ours + 1] = client
    end
  end
  return ours
end

--- Ends a client; returns at once.
function M.stop(client)
  if vim.fn.has('nvim-0.11') == 1 then
    client:stop()
  else
    client.stop()
  end
end

return M
