--- :Attest evidence: what the sources say of the claim at the cursor, in a float or the quickfix list.
local ask = require('attest.ask')

local M = {}

local SIGNS = { supported = '✓', partial = '◐', unsupported = '○', contradicted = '✗' }
local STANCES = { supports = '✓ says so', contradicts = '✗ says otherwise', related = '· same matter' }

local function words(passage)
  local pieces, marks, width = {}, {}, 0
  for _, segment in ipairs(passage.segments) do
    pieces[#pieces + 1] = segment.text
    if segment.marked then
      marks[#marks + 1] = { width, width + #segment.text }
    end
    width = width + #segment.text
  end
  return table.concat(pieces), marks
end

--- The lines of the float, and which bytes of which lines differ from the note.
function M.lines(evidence)
  local lines, marks = {}, {}
  local function add(text)
    lines[#lines + 1] = text
  end
  add(('%s %s: %s'):format(SIGNS[evidence.verdict] or '', evidence.label, evidence.reason))
  for _, passage in ipairs(evidence.passages) do
    add('')
    local source = passage.title
    if passage.provenance ~= '' then
      source = source .. ', ' .. passage.provenance
    end
    add(('%s — %s, line %d%s'):format(STANCES[passage.stance], source, passage.line, passage.cite and '' or ' (cited)'))
    local text, differing = words(passage)
    add('  ' .. text)
    for _, mark in ipairs(differing) do
      marks[#marks + 1] = { line = #lines - 1, from = mark[1] + 2, to = mark[2] + 2 }
    end
    for _, difference in ipairs(passage.differences) do
      add('  ≠ ' .. difference)
    end
  end
  return lines, marks
end

local function float(evidence)
  local lines, marks = M.lines(evidence)
  local buffer, window = vim.lsp.util.open_floating_preview(lines, 'attest', {
    border = 'rounded',
    focus_id = 'attest-evidence',
    max_width = 100,
    wrap = true,
  })
  local space = vim.api.nvim_create_namespace('attest-evidence')
  for _, mark in ipairs(marks) do
    -- Underlined as well: colour is never the only carrier.
    vim.api.nvim_buf_add_highlight(buffer, space, 'AttestDiffers', mark.line, mark.from, mark.to)
  end
  return buffer, window
end

local function quickfix(evidence)
  local items = {}
  for _, passage in ipairs(evidence.passages) do
    if passage.location and passage.location ~= vim.NIL then
      local start = passage.location.range.start
      items[#items + 1] = {
        filename = vim.uri_to_fname(passage.location.uri),
        lnum = start.line + 1,
        col = start.character + 1,
        text = ('%s: %s'):format(STANCES[passage.stance], (words(passage))),
      }
    end
  end
  vim.fn.setqflist({}, ' ', { title = 'Attest: ' .. evidence.text, items = items })
  vim.cmd('copen')
end

--- @param where string|nil 'float' (the default), 'quickfix' or 'cite'
function M.run(where)
  vim.cmd('highlight default AttestDiffers gui=bold,underline cterm=bold,underline')
  local buffer = vim.api.nvim_get_current_buf()
  ask.at_cursor('attest/evidence', function(evidence, client)
    if not evidence then
      vim.notify('Attest: no claim stands at the cursor', vim.log.levels.INFO)
    elseif where == 'quickfix' then
      quickfix(evidence)
    elseif where == 'cite' then
      M.cite(evidence, buffer, client)
    else
      float(evidence)
    end
  end)
end

--- Cites the best passage that is not cited yet.
function M.cite(evidence, buffer, client)
  for _, passage in ipairs(evidence.passages) do
    if passage.cite and passage.cite ~= vim.NIL then
      local edit = { range = passage.cite.range, newText = passage.cite.newText }
      vim.lsp.util.apply_text_edits({ edit }, buffer, client.offset_encoding or 'utf-16')
      return
    end
  end
  vim.notify('Attest: every passage is cited already', vim.log.levels.INFO)
end

return M
