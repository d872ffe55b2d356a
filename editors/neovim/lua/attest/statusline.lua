--- The note's counts for a status line: '✓ 9 ◐ 1 ○ 2 ✗ 1'. Asks the server when findings change; what it
--- returns in between is what is known.
local M = {}

local known = {}
local group

local function words(figures)
  local parts = {}
  for _, part in ipairs({
    { '✓', figures.supported },
    { '◐', figures.partial },
    { '○', figures.unsupported },
    { '✗', figures.contradicted },
  }) do
    if part[2] > 0 then
      parts[#parts + 1] = part[1] .. ' ' .. part[2]
    end
  end
  return table.concat(parts, ' ')
end

local function refresh(buffer)
  local client = require('attest.client').list(buffer)[1]
  if client == nil then
    return
  end
  local params = { textDocument = { uri = vim.uri_from_bufnr(buffer) } }
  local function answered(problem, answer)
    if not problem and answer and answer ~= vim.NIL then
      known[buffer] = words(answer.figures)
      vim.cmd('redrawstatus!')
    end
  end
  if vim.fn.has('nvim-0.11') == 1 then
    client:request('attest/note', params, answered, buffer)
  else
    client.request('attest/note', params, answered, buffer)
  end
end

--- The counts of the buffer, or nothing.
function M.counts(buffer)
  buffer = (buffer == nil or buffer == 0) and vim.api.nvim_get_current_buf() or buffer
  if group == nil then
    group = vim.api.nvim_create_augroup('attest-statusline', { clear = true })
    vim.api.nvim_create_autocmd('DiagnosticChanged', {
      group = group,
      callback = function(event)
        refresh(event.buf)
      end,
    })
    vim.api.nvim_create_autocmd('BufWipeout', {
      group = group,
      callback = function(event)
        known[event.buf] = nil
      end,
    })
  end
  if known[buffer] == nil and #require('attest.client').list(buffer) > 0 then
    known[buffer] = ''
    refresh(buffer)
  end
  return known[buffer] or ''
end

return M
