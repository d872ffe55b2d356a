--- The scene that all editors play, for both Neovims (so Lua that 0.7 understands), and the means to
--- check it: every wait is for something to become true.
local M = {}

local LIMIT_MS = 30000
local passed = 0

function M.check(condition, what)
  if not condition then
    error('FAIL ' .. what, 0)
  end
  passed = passed + 1
  io.stdout:write(('ok %d %s\n'):format(passed, what))
end

function M.wait(what, condition)
  M.check(vim.wait(LIMIT_MS, condition, 20), what)
end

--- Runs `play`, then ends Neovim: exit code 0 when everything was seen.
function M.run(play)
  local ok, problem = pcall(play)
  if not ok then
    io.stderr:write(tostring(problem) .. '\n')
    for _, found in ipairs(vim.diagnostic.get(nil)) do
      io.stderr:write(('  diagnostic %d:%d [%s] %s\n'):format(found.lnum + 1, found.col + 1, tostring(found.code), found.message))
    end
  end
  io.stdout:write(('%d passed, %d failed\n'):format(passed, ok and 0 or 1))
  vim.cmd(ok and 'qall!' or 'cquit 1')
end

--- The scene with its places: lines and columns as the Neovim API counts them for diagnostics, from 0,
--- columns in bytes.
function M.read()
  local folder = vim.env.ATTEST_WORKSPACE
  local file = io.open(vim.env.ATTEST_SCENE, 'r')
  local scene = vim.json.decode(file:read('*a'))
  file:close()
  local function place(path, words)
    for number, text in ipairs(vim.fn.readfile(path)) do
      local at = text:find(words, 1, true)
      if at then
        return number - 1, at - 1
      end
    end
    error(('%s does not have “%s”'):format(path, words))
  end
  scene.folder = folder
  scene.note = folder .. '/' .. scene.note
  scene.source.article = folder .. '/' .. scene.source.article
  local line, column = place(scene.note, scene.sentence)
  scene.finding.line = line
  scene.finding.column = column + scene.sentence:find(scene.finding.words, 1, true) - 1
  scene.source.line = place(scene.source.article, scene.source.sentence)
  return scene
end

--- The diagnostic of the scene's finding, if it is there.
function M.finding(scene)
  for _, found in ipairs(vim.diagnostic.get(0)) do
    if found.lnum == scene.finding.line and found.col == scene.finding.column and found.code == scene.finding.code then
      return found
    end
  end
end

--- Plays the scene in a window with the note open and the server starting.
function M.play(scene)
  local wrong = scene.finding
  M.wait('a diagnostic at the words “' .. wrong.words .. '”', function()
    return M.finding(scene) ~= nil
  end)
  local found = M.finding(scene)
  M.check(found.end_lnum == wrong.line and found.end_col == wrong.column + #wrong.words, 'it ends with these words')
  M.check(found.severity == vim.diagnostic.severity.ERROR and found.message:find(wrong.message, 1, true), 'it is an error that names the source’s words')

  vim.api.nvim_win_set_cursor(0, { wrong.line + 1, wrong.column })
  vim.lsp.buf.hover()
  M.wait('the hover shows the source quotation', function()
    return M.float():find(scene.quote, 1, true) ~= nil
  end)
  M.close_floats()

  M.quick_fix(scene)

  vim.fn.setqflist({})
  vim.lsp.buf.definition()
  M.wait('definition leads to the line of the article, at once or first in the list', function()
    local first = vim.fn.getqflist()[1]
    return M.at(scene.source) or (first and M.same(vim.fn.bufname(first.bufnr), scene.source.article) and first.lnum == scene.source.line + 1)
  end)
  vim.cmd('cclose')
  vim.cmd('buffer ' .. vim.fn.bufnr(scene.note))

  vim.api.nvim_win_set_cursor(0, { wrong.line + 1, wrong.column })
  vim.cmd('Attest source')
  M.wait(':Attest source opens the article at that line', function()
    return M.at(scene.source)
  end)
  vim.cmd('buffer ' .. vim.fn.bufnr(scene.note))

  local restore = M.correct(scene)
  M.wait('an article that changed on disk takes the diagnostic away', function()
    return M.finding(scene) == nil
  end)
  restore()
  M.wait('and brings it back', function()
    return M.finding(scene) ~= nil
  end)

  vim.api.nvim_buf_set_text(0, wrong.line, wrong.column, wrong.line, wrong.column + #wrong.words, { wrong.message })
  M.wait('writing the right words takes it away', function()
    return M.finding(scene) == nil
  end)
  vim.cmd('silent undo')
  M.wait('undo brings it back', function()
    return M.finding(scene) ~= nil
  end)
end

--- The plugin's own commands, on the note of the scene.
function M.views(scene)
  local wrong = scene.finding
  vim.cmd('buffer ' .. vim.fn.bufnr(scene.note))
  vim.api.nvim_win_set_cursor(0, { wrong.line + 1, wrong.column })
  vim.cmd('Attest evidence')
  M.wait(':Attest evidence shows verdict, passage and difference in a float', function()
    local text = M.float()
    return text:find('✗ contradicted', 1, true) and text:find(scene.quote, 1, true) and text:find('≠', 1, true)
  end)
  M.close_floats()

  vim.fn.setqflist({})
  vim.cmd('Attest evidence quickfix')
  M.wait(':Attest evidence quickfix lists the passages', function()
    local first = vim.fn.getqflist()[1]
    return first and first.lnum == scene.source.line + 1
  end)
  vim.cmd('cclose')

  local statusline = require('attest.statusline')
  M.wait('the statusline component counts the claims of the note', function()
    return statusline.counts(0):find('✓ %d+') and statusline.counts(0):find('✗ %d+')
  end)

  vim.cmd('Attest entity ' .. scene.completion.name.label)
  M.wait(':Attest entity shows the dossier', function()
    return vim.api.nvim_buf_get_name(0):find('attest://entity/', 1, true)
      and table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n'):find(scene.completion.name.label, 1, true)
  end)
  vim.cmd('bwipeout')

  vim.cmd('buffer ' .. vim.fn.bufnr(scene.note))
  local report = scene.folder .. '/report.html'
  vim.cmd('Attest report ' .. report)
  M.wait(':Attest report writes the report', function()
    return vim.fn.filereadable(report) == 1
  end)
end

function M.same(path, other)
  return vim.loop.fs_realpath(path) == vim.loop.fs_realpath(other)
end

--- Whether the cursor is at the scene's source.
function M.at(source)
  return M.same(vim.api.nvim_buf_get_name(0), source.article) and vim.api.nvim_win_get_cursor(0)[1] == source.line + 1
end

--- Takes the first action that is offered at the cursor, as a user who picks it, and undoes it.
function M.quick_fix(scene)
  local offered
  vim.ui.select = function(items, _, choose)
    offered = items
    choose(items[1], 1)
  end
  vim.lsp.buf.code_action()
  M.wait('the code action writes the source’s words', function()
    local line = vim.api.nvim_buf_get_lines(0, scene.finding.line, scene.finding.line + 1, true)[1]
    return line:find(scene.corrected, 1, true) ~= nil
  end)
  M.check(#offered > 0, 'it was chosen from a list')
  vim.cmd('silent undo')
  M.wait('undo brings the finding back', function()
    return M.finding(scene) ~= nil
  end)
end

--- The text of all floating windows, on one line each.
function M.float()
  local texts = {}
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
      -- The Markdown of a hover stands in the buffer as it is.
      texts[#texts + 1] = table.concat(lines, " "):gsub("%*%*", "")
    end
  end
  return table.concat(texts, '\n')
end

function M.close_floats()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      vim.api.nvim_win_close(window, true)
    end
  end
end

--- Rewrites the articles as another program would; returns how to undo it.
function M.correct(scene)
  local changed = {}
  for _, path in ipairs(vim.fn.glob(scene.folder .. '/corpus/*', true, true)) do
    local file = io.open(path, 'rb')
    local text = file:read('*a')
    file:close()
    local from, to = text:find(scene.correction.from, 1, true)
    if from then
      changed[path] = text
      M.write(path, text:sub(1, from - 1) .. scene.correction.to .. text:sub(to + 1))
    end
  end
  M.check(next(changed) ~= nil, 'an article has “' .. scene.correction.from .. '”')
  return function()
    for path, text in pairs(changed) do
      M.write(path, text)
    end
  end
end

function M.write(path, text)
  local file = io.open(path, 'wb')
  file:write(text)
  file:close()
end

--- The lines that :checkhealth attest shows.
function M.health()
  vim.cmd('silent checkhealth attest')
  local text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
  vim.cmd('bdelete!')
  return text
end

--- Runs :Attest check and waits for the scene's finding in the quickfix list.
function M.check_folder(scene)
  vim.cmd('Attest check')
  M.wait(':Attest check fills the quickfix list', function()
    for _, item in ipairs(vim.fn.getqflist()) do
      if item.lnum == scene.finding.line + 1 and item.col == scene.finding.column + 1 and item.type == 'E' then
        return true
      end
    end
  end)
  vim.cmd('cclose')
end

return M
