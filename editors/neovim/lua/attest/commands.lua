--- What :Attest does.
local M = {}

local function restart()
  local client = require('attest.client')
  local clients, buffers = client.list(), {}
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buffer) and vim.bo[buffer].filetype == 'markdown' then
      buffers[#buffers + 1] = buffer
    end
  end
  for _, each in ipairs(clients) do
    client.stop(each)
  end
  local gone = vim.wait(5000, function()
    return #client.list() == 0
  end)
  if not gone then
    vim.notify('Attest: the server does not end', vim.log.levels.WARN)
  end
  for _, buffer in ipairs(buffers) do
    -- Both ways of starting listen to this.
    vim.api.nvim_buf_call(buffer, function()
      vim.cmd('doautocmd <nomodeline> FileType markdown')
    end)
  end
end

local function show_log()
  local path = vim.lsp.log and vim.lsp.log.get_filename and vim.lsp.log.get_filename() or vim.lsp.get_log_path()
  vim.cmd('tabedit ' .. vim.fn.fnameescape(path))
end

--- Opens the best source of the words at the cursor, where vim.lsp.buf.definition() lists all.
local function open_source()
  local client = require('attest.client').list(0)[1]
  if client == nil then
    vim.notify('Attest: no server is attached to this buffer; see :checkhealth attest', vim.log.levels.WARN)
    return
  end
  local encoding = client.offset_encoding or 'utf-16'
  local function show(problem, answer)
    local best = answer and (answer[1] or (answer.uri and answer))
    if problem then
      vim.notify('Attest: ' .. problem.message, vim.log.levels.ERROR)
    elseif not best then
      vim.notify('Attest: no source was found for the words at the cursor', vim.log.levels.INFO)
    elseif vim.lsp.util.show_document then
      vim.lsp.util.show_document(best, encoding, { focus = true })
    else
      vim.lsp.util.jump_to_location(best, encoding)
    end
  end
  local method, params = 'textDocument/definition', vim.lsp.util.make_position_params(0, encoding)
  if vim.fn.has('nvim-0.11') == 1 then
    client:request(method, params, show, 0)
  else
    client.request(method, params, show, 0)
  end
end

M.all = {
  check = function()
    require('attest.check').run()
  end,
  entity = function(argument)
    require('attest.entity').run(argument)
  end,
  evidence = function(argument)
    require('attest.evidence').run(argument)
  end,
  log = show_log,
  report = function(argument)
    require('attest.report').run(argument)
  end,
  restart = restart,
  source = open_source,
}

function M.run(words)
  local name, argument = words:match('^(%S+)%s*(.*)$')
  local command = M.all[name]
  if command == nil then
    vim.notify(('Attest: no such command: %s'):format(words), vim.log.levels.ERROR)
  else
    command(argument ~= '' and argument or nil)
  end
end

--- What a lens's “3 sources” opens.
function M.show_sources(command, context)
  local client = vim.lsp.get_client_by_id(context.client_id)
  local encoding = client and client.offset_encoding or 'utf-16'
  local items = vim.lsp.util.locations_to_items(command.arguments[3], encoding)
  vim.fn.setqflist({}, ' ', { title = 'Attest: sources', items = items })
  vim.cmd('copen')
end

function M.complete(lead, line)
  if line and line:match('^%s*Attest%s+evidence%s') then
    return vim.tbl_filter(function(word)
      return vim.startswith(word, lead)
    end, { 'cite', 'float', 'quickfix' })
  end
  local names = {}
  for name in pairs(M.all) do
    if vim.startswith(name, lead) then
      names[#names + 1] = name
    end
  end
  table.sort(names)
  return names
end

return M
