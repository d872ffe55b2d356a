--- The server's own requests, on every Neovim.
local M = {}

local function client_here()
  local client = require('attest.client').list(0)[1]
  if client == nil then
    vim.notify('Attest: no server is attached to this buffer; see :checkhealth attest', vim.log.levels.WARN)
  end
  return client
end

--- Sends `method`; `show` gets the answer (nil for none) and the client.
function M.request(method, params, show)
  local client = client_here()
  if client == nil then
    return
  end
  local function answered(problem, answer)
    if problem then
      vim.notify('Attest: ' .. problem.message, vim.log.levels.ERROR)
    else
      show(answer ~= vim.NIL and answer or nil, client)
    end
  end
  if vim.fn.has('nvim-0.11') == 1 then
    client:request(method, params(client), answered, 0)
  else
    client.request(method, params(client), answered, 0)
  end
end

--- [`M.request`] about the place of the cursor.
function M.at_cursor(method, show)
  M.request(method, function(client)
    return vim.lsp.util.make_position_params(0, client.offset_encoding or 'utf-16')
  end, show)
end

return M
