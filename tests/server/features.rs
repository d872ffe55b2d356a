//! Hover, definition, references, symbols, code actions.

use serde_json::{Value, json};

use crate::support::workspace::{BROKEN, HARBOUR, Workspace, at, words};

/// Notes with an emoji before every range, so that a column miscounted shows.
const NOTE: &str = "\
# Brief 😀

😀 Maria Keller is the mayor of Northport. The storm killed 34 people in Northport [@harbour].

😀 Keller said: \"We will rebuild every pier before winter.\"
";

async fn session(workspace: &Workspace, capabilities: Value) -> (crate::support::client::Client, String) {
    let client = workspace.session(capabilities).await;
    let note = workspace.uri("note.md");
    client.open(&note, 1, NOTE);
    (client, note)
}

/// Line and UTF-16 column of the first `words`.
fn place(words: &str) -> (u32, u32) {
    let at = NOTE.find(words).unwrap();
    let line = NOTE[..at].matches('\n').count();
    let column = NOTE[..at].rsplit('\n').next().unwrap().encode_utf16().count();
    (u32::try_from(line).unwrap(), u32::try_from(column).unwrap())
}

fn on(uri: &str, words: &str) -> Value {
    let (line, column) = place(words);
    at(uri, line, column + 1)
}

#[tokio::test]
async fn a_hover_on_a_claim_shows_its_verdict_and_the_source_and_covers_the_claim() {
    let workspace = Workspace::new();
    let (mut client, note) = session(&workspace, json!({})).await;
    let hover = client.call("textDocument/hover", on(&note, "storm killed")).await;
    let shown = hover["contents"]["value"].as_str().unwrap();
    assert_eq!(hover["contents"]["kind"], "markdown");
    assert!(shown.contains("supported") && shown.contains("killed 34 people"), "{shown}");
    assert!(words(NOTE, &hover["range"]).contains("killed 34 people"), "{hover}");
}

#[tokio::test]
async fn a_hover_on_a_name_shows_who_it_is_and_covers_the_name() {
    let workspace = Workspace::new();
    let (mut client, note) = session(&workspace, json!({})).await;
    let hover = client.call("textDocument/hover", on(&note, "Maria Keller")).await;
    assert!(hover["contents"]["value"].as_str().unwrap().contains("Maria Keller"), "{hover}");
    assert_eq!(words(NOTE, &hover["range"]), "Maria Keller");
}

#[tokio::test]
async fn a_hover_on_nothing_is_nothing() {
    let workspace = Workspace::new();
    let (mut client, note) = session(&workspace, json!({})).await;
    assert_eq!(client.call("textDocument/hover", at(&note, 1, 0)).await, Value::Null);
    assert_eq!(client.call("textDocument/hover", at(&workspace.uri("x.md"), 0, 0)).await, Value::Null);
    // Past the end of the text is the end.
    client.call("textDocument/hover", at(&note, 99, 99)).await;
}

#[tokio::test]
async fn the_hovers_columns_count_in_the_encoding_agreed_upon() {
    let workspace = Workspace::new();
    for (encoding, emoji) in [("utf-8", 4), ("utf-16", 2), ("utf-32", 1)] {
        let (mut client, note) =
            session(&workspace, json!({"general": {"positionEncodings": [encoding]}})).await;
        let hover = client.call("textDocument/hover", at(&note, 2, emoji + 1 + 3)).await;
        let (start, end) = (emoji + 1, emoji + 1 + 12);
        let expected =
            json!({"start": {"line": 2, "character": start}, "end": {"line": 2, "character": end}});
        assert_eq!(hover["range"], expected, "{encoding}");
    }
}

#[tokio::test]
async fn a_definition_is_a_link_from_the_words_to_the_exact_sentence() {
    let workspace = Workspace::new();
    let capabilities = json!({"textDocument": {"definition": {"linkSupport": true}}});
    let (mut client, note) = session(&workspace, capabilities).await;
    let article = workspace.uri("corpus/harbour.txt");
    for (words_at, origin, line) in [
        ("storm killed", "killed 34 people", 4),
        ("@harbour", "[@harbour]", 0),
        ("We will", "We will rebuild", 6),
        ("Maria Keller", "Maria Keller", 4),
    ] {
        let links = client.call("textDocument/definition", on(&note, words_at)).await;
        let link = &links[0];
        assert_eq!(link["targetUri"], article, "{words_at}: {links}");
        assert_eq!(link["targetRange"]["start"]["line"], line, "{words_at}");
        assert!(words(NOTE, &link["originSelectionRange"]).contains(origin), "{words_at}: {link}");
    }
    let links = client.call("textDocument/definition", on(&note, "storm killed")).await;
    let text = crate::support::workspace::HARBOUR;
    assert_eq!(words(text, &links[0]["targetSelectionRange"]), "The storm killed 34 people in Northport.");
}

#[tokio::test]
async fn a_client_without_links_is_given_locations() {
    let workspace = Workspace::new();
    let (mut client, note) = session(&workspace, json!({})).await;
    let places = client.call("textDocument/definition", on(&note, "storm killed")).await;
    assert_eq!(places[0]["uri"], workspace.uri("corpus/harbour.txt"));
    assert_eq!(places[0]["range"]["start"]["line"], 4);
}

#[tokio::test]
async fn references_of_a_name_are_in_articles_open_notes_and_notes_on_disk() {
    let workspace = Workspace::new();
    workspace.write("other.md", "Maria Keller was in Northport.\n");
    let (mut client, note) = session(&workspace, json!({})).await;
    let mut params = on(&note, "Maria Keller");
    params["context"] = json!({"includeDeclaration": true});
    let found = client.call("textDocument/references", params).await;
    let uris: Vec<&str> =
        found.as_array().unwrap().iter().map(|place| place["uri"].as_str().unwrap()).collect();
    for file in ["note.md", "other.md", "corpus/harbour.txt"] {
        assert!(uris.contains(&workspace.uri(file).as_str()), "{file}: {found}");
    }
    let here: Vec<&Value> = found
        .as_array()
        .unwrap()
        .iter()
        .filter(|place| place["uri"] == note)
        .map(|place| &place["range"])
        .collect();
    assert!(here.iter().any(|range| words(NOTE, range) == "Maria Keller"), "{found}");
}

#[tokio::test]
async fn an_outline_is_a_tree_where_the_client_knows_trees() {
    let workspace = Workspace::new();
    let capabilities =
        json!({"textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": true}}});
    let (mut client, note) = session(&workspace, capabilities).await;
    let params = json!({"textDocument": {"uri": note}});
    let symbols = client.call("textDocument/documentSymbol", params).await;
    assert_eq!(symbols[0]["name"], "Brief 😀");
    let claims = symbols[0]["children"].as_array().unwrap();
    assert!(claims.iter().any(|claim| claim["detail"] == "supported"), "{symbols}");

    let (mut client, note) = session(&workspace, json!({})).await;
    let flat = client.call("textDocument/documentSymbol", json!({"textDocument": {"uri": note}})).await;
    assert_eq!(flat[0]["location"]["uri"], note);
    assert_eq!(flat.as_array().unwrap().len(), 1 + claims.len());
}

#[tokio::test]
async fn symbols_of_the_workspace_are_names_and_articles() {
    let workspace = Workspace::new();
    let (mut client, _) = session(&workspace, json!({})).await;
    let people = client.call("workspace/symbol", json!({"query": "keller"})).await;
    assert_eq!(people[0]["name"], "Maria Keller");
    assert_eq!(people[0]["location"]["uri"], workspace.uri("corpus/harbour.txt"));
    let articles = client.call("workspace/symbol", json!({"query": "reopens"})).await;
    assert!(articles.as_array().unwrap().iter().any(|symbol| symbol["kind"] == 1), "{articles}");
    assert_eq!(client.call("workspace/symbol", json!({"query": "nobody at all"})).await, json!([]));
}

#[tokio::test]
async fn a_quick_fix_edits_exactly_the_version_that_was_checked() {
    let workspace = Workspace::new();
    let capabilities = json!({
        "textDocument": {"codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}}},
        "workspace": {"workspaceEdit": {"documentChanges": true}},
    });
    let mut client = workspace.session(capabilities).await;
    let note = workspace.uri("note.md");
    client.open(&note, 3, BROKEN);
    let caret = json!({"line": 0, "character": 8});
    let params = json!({
        "textDocument": {"uri": note},
        "range": {"start": caret, "end": caret},
        "context": {"diagnostics": []},
    });
    let actions = client.call("textDocument/codeAction", params.clone()).await;
    let change = &actions[0]["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": note, "version": 3}), "{actions}");
    assert_eq!(change["edits"][0]["newText"], "harbour");
    assert_eq!(actions[0]["diagnostics"][0]["code"], "broken-citation");

    // After an edit that did not fit nobody knows what the client shows: no edits then.
    let range = json!({"start": {"line": 50, "character": 0}, "end": {"line": 50, "character": 0}});
    client.notify(
        "textDocument/didChange",
        json!({"textDocument": {"uri": note, "version": 4}, "contentChanges": [{"range": range, "text": "!"}]}),
    );
    assert_eq!(client.call("textDocument/codeAction", params).await, json!([]));
}

#[tokio::test]
async fn a_request_that_waits_for_the_corpus_can_be_cancelled_and_outlives_its_changes() {
    let workspace = Workspace::new();
    // Settings are asked for before the corpus is read: held back, nothing is ready.
    let mut client = crate::support::workspace::connect();
    client.hold_answers();
    client.initialize(workspace.params(&json!({"workspace": {"configuration": true}}))).await;
    let question = client.expect("workspace/configuration").await["id"].clone();
    let note = workspace.uri("note.md");
    client.open(&note, 1, NOTE);
    let cancelled = client.request("textDocument/hover", on(&note, "storm killed"));
    let waiting = client.request("textDocument/hover", on(&note, "storm killed"));
    client.cancel(&cancelled);
    assert_eq!(cancelled.error_code().await, -32800);
    client.send(&json!({"jsonrpc": "2.0", "id": question, "result": [null]}));
    for _ in 0..5 {
        let command = json!({"command": "attest.server.reload", "arguments": []});
        client.call("workspace/executeCommand", command).await;
    }
    assert!(waiting.result().await["contents"]["value"].as_str().unwrap().contains("supported"));
}

#[tokio::test]
async fn a_request_about_a_text_that_is_the_past_says_so() {
    let workspace = Workspace::new();
    let mut client = crate::support::workspace::connect();
    client.hold_answers();
    client.initialize(workspace.params(&json!({"workspace": {"configuration": true}}))).await;
    let question = client.expect("workspace/configuration").await["id"].clone();
    let note = workspace.uri("note.md");
    client.open(&note, 1, NOTE);
    let old = client.request("textDocument/hover", on(&note, "storm killed"));
    client.change(&note, 2, &format!("{NOTE}\nMore."));
    let new = client.request("textDocument/hover", on(&note, "storm killed"));
    client.send(&json!({"jsonrpc": "2.0", "id": question, "result": [null]}));
    assert!(new.result().await["range"].is_object());
    // Answered for its own text if that was still being looked at, and never for another one.
    let old = old.response().await;
    assert!(old["error"]["code"] == -32801 || old["result"]["range"].is_object(), "{old}");
}

#[tokio::test]
async fn a_name_in_an_open_article_has_a_hover_a_definition_and_references() {
    let workspace = Workspace::new();
    let (mut client, _) = session(&workspace, json!({})).await;
    let article = workspace.uri("corpus/harbour.txt");
    client.open(&article, 1, HARBOUR);
    let keller = at(&article, 6, HARBOUR.lines().nth(6).unwrap().find("Keller").unwrap() as u32);
    let hover = client.call("textDocument/hover", keller.clone()).await;
    assert!(hover["contents"]["value"].as_str().unwrap().contains("**Maria Keller**"), "{hover}");
    assert_eq!(words(HARBOUR, &hover["range"]), "Keller");
    let places = client.call("textDocument/definition", keller.clone()).await;
    assert_eq!(places[0]["uri"], article);
    assert_eq!(places[0]["range"]["start"]["line"], 4, "{places}");
    let mut params = keller;
    params["context"] = json!({"includeDeclaration": true});
    let found = client.call("textDocument/references", params).await;
    let uris: Vec<&Value> = found.as_array().unwrap().iter().map(|place| &place["uri"]).collect();
    assert!(uris.contains(&&json!(article)) && uris.contains(&&json!(workspace.uri("note.md"))), "{found}");
    assert_eq!(client.call("textDocument/hover", at(&article, 1, 0)).await, Value::Null);
}

#[tokio::test]
async fn a_completion_replaces_what_was_typed_and_tells_more_when_asked() {
    let workspace = Workspace::new();
    let capabilities = json!({"textDocument": {"completion": {"completionItem": {"documentationFormat": ["markdown"], "labelDetailsSupport": true}}}});
    let mut client = workspace.session(capabilities).await;
    let note = workspace.uri("note.md");
    client.open(&note, 1, "😀 It sank [@har].");
    let list = client.call("textDocument/completion", at(&note, 0, 16)).await;
    assert_eq!(list["isIncomplete"], false);
    let item = list["items"][0].clone();
    assert_eq!(item["label"], "harbour");
    let beside = "Northport harbour reopens after the storm, 2024-03-12";
    assert_eq!(item["labelDetails"]["description"], beside);
    let range = json!({"start": {"line": 0, "character": 13}, "end": {"line": 0, "character": 16}});
    assert_eq!(item["textEdit"], json!({"range": range, "newText": "harbour"}));
    let resolved = client.call("completionItem/resolve", item).await;
    assert_eq!(resolved["documentation"]["kind"], "markdown");
    assert!(resolved["documentation"]["value"].as_str().unwrap().contains("Northport"), "{resolved}");
}

/// Each switch of `[features]` but that for the findings of closed notes, and a request that it is about.
const SWITCHES: [(&str, &str); 13] = [
    ("completion", "textDocument/completion"),
    ("hover", "textDocument/hover"),
    ("inlay-hints", "textDocument/inlayHint"),
    ("code-lenses", "textDocument/codeLens"),
    ("highlights", "textDocument/documentHighlight"),
    ("folding", "textDocument/foldingRange"),
    ("links", "textDocument/documentLink"),
    ("semantic-tokens", "textDocument/semanticTokens/full"),
    ("rename", "textDocument/rename"),
    ("selection-ranges", "textDocument/selectionRange"),
    ("rename-files", "workspace/willRenameFiles"),
    ("code-actions", "textDocument/codeAction"),
    ("symbols", "textDocument/documentSymbol"),
];

/// What `method` says of a note with a wrong number and a citation, under the switches `features`.
async fn answer(features: &str, method: &str) -> Value {
    let workspace = Workspace::new();
    workspace.write("attest.toml", format!("[features]\n{features}"));
    let actions = json!({"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}});
    let mut client = workspace.session(json!({"textDocument": {"codeAction": actions}})).await;
    let note = workspace.uri("note.md");
    let wrong = "Maria Keller said the storm killed 43 people in Northport [@harbour].";
    client.open(&note, 1, &format!("# Storm\n\n{wrong}\n\nThe storm killed 34 people in Northport.\n"));
    // Lenses are there before the settings are known; this waits for them.
    client.call("textDocument/hover", at(&note, 0, 0)).await;
    // On the citation, which completes, renames and is a place like any other.
    let mut params = at(&note, 2, 68);
    let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 5, "character": 0}});
    params["range"] = whole;
    params["positions"] = json!([params["position"]]);
    if method.ends_with("codeAction") {
        params["context"] = json!({"diagnostics": []});
    }
    params["newName"] = json!("port");
    let files = [workspace.uri("corpus/harbour.txt"), workspace.uri("corpus/port.txt")];
    params["files"] = json!([{"oldUri": files[0], "newUri": files[1]}]);
    client.call(method, params).await
}

#[tokio::test]
async fn every_feature_can_be_switched_off_alone() {
    let is_empty = |answer: &Value| match answer {
        Value::Null => true,
        Value::Array(all) => all.is_empty(),
        other => other["data"].as_array().is_some_and(Vec::is_empty),
    };
    for (switch, method) in SWITCHES {
        let others: String =
            SWITCHES.iter().filter(|it| it.0 != switch).map(|it| format!("{} = false\n", it.0)).collect();
        let found = answer(&others, method).await;
        assert!(!is_empty(&found), "{switch} is on alone: {found}");
        let found = answer(&format!("{switch} = false\n"), method).await;
        assert!(is_empty(&found), "{switch} is off: {found}");
    }
    // One that is new comes to this list.
    let all = serde_json::to_value(attest_ls::workspace::switches::Switches::default()).unwrap();
    assert_eq!(all.as_object().unwrap().len(), SWITCHES.len() + 1);
}

#[tokio::test]
async fn hints_lenses_highlights_folds_and_links_come_in_the_protocols_form() {
    let workspace = Workspace::new();
    let (mut client, note) = session(&workspace, json!({})).await;
    let document = json!({"textDocument": {"uri": note}});
    let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}});
    let hints = json!({"textDocument": {"uri": note}, "range": whole});
    let hints = client.call("textDocument/inlayHint", hints).await;
    assert!(hints.as_array().unwrap().iter().any(|hint| hint["label"] == "1 source"), "{hints}");
    let lenses = client.call("textDocument/codeLens", document.clone()).await;
    assert!(lenses[0].get("command").is_none(), "a lens stands before it speaks: {lenses}");
    let lens = client.call("codeLens/resolve", lenses[0].clone()).await;
    assert!(lens["command"]["title"].as_str().unwrap().contains("supported"), "{lens}");
    let lens = client.call("codeLens/resolve", lenses[1].clone()).await;
    assert_eq!(lens["command"]["title"], "1 source", "{lens}");
    assert_eq!(lens["command"]["command"], "attest.server.showSources");
    assert_eq!(lens["command"]["arguments"][2][0]["uri"], workspace.uri("corpus/harbour.txt"));
    let places = client.call("textDocument/documentHighlight", on(&note, "Maria Keller")).await;
    assert_eq!(words(NOTE, &places[0]["range"]), "Maria Keller");
    assert_eq!(places.as_array().unwrap().len(), 2, "and the bare surname: {places}");
    let folds = client.call("textDocument/foldingRange", document.clone()).await;
    assert_eq!((&folds[0]["startLine"], &folds[0]["endLine"]), (&json!(0), &json!(4)), "{folds}");
    let tokens = client.call("textDocument/semanticTokens/full", document.clone()).await;
    assert_eq!(tokens["data"].as_array().unwrap()[..3], [json!(2), json!(3), json!(12)], "{tokens}");
    let links = client.call("textDocument/documentLink", document).await;
    assert_eq!(links[0]["target"], format!("{}#L1", workspace.uri("corpus/harbour.txt")));
    assert_eq!(words(NOTE, &links[0]["range"]), "harbour");
}

#[tokio::test]
async fn a_rename_edits_open_notes_by_version_and_those_on_disk() {
    let workspace = Workspace::new();
    workspace.write("other.md", "It sank [@harbour].\n");
    let capabilities = json!({
        "textDocument": {"rename": {"prepareSupport": true}},
        "workspace": {"workspaceEdit": {"documentChanges": true}},
    });
    let (mut client, note) = session(&workspace, capabilities).await;
    let prepared = client.call("textDocument/prepareRename", on(&note, "harbour].")).await;
    assert_eq!(prepared["placeholder"], "harbour");
    let mut params = on(&note, "harbour].");
    params["newName"] = json!("port");
    let edit = client.call("textDocument/rename", params.clone()).await;
    let files: Vec<(&Value, &Value)> = edit["documentChanges"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| (&change["textDocument"]["uri"], &change["textDocument"]["version"]))
        .collect();
    assert_eq!(files, [(&json!(note), &json!(1)), (&json!(workspace.uri("other.md")), &Value::Null)]);
    params["newName"] = json!("a]b");
    assert_eq!(client.request("textDocument/rename", params).error_code().await, -32602);
    assert_eq!(client.call("textDocument/prepareRename", on(&note, "storm killed")).await, Value::Null);
}

#[tokio::test]
async fn fix_all_is_offered_to_who_asks_for_it_and_does_only_what_is_safe() {
    let workspace = Workspace::new();
    let capabilities = json!({
        "textDocument": {"codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}}},
    });
    let mut client = workspace.session(capabilities).await;
    let note = workspace.uri("note.md");
    client.open(&note, 1, "The storm killed 43 people in Northport. See [@harbor].");
    let ask = |only: Value| {
        json!({
            "textDocument": {"uri": note},
            "range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 1}},
            "context": {"diagnostics": [], "only": only},
        })
    };
    let found = client.call("textDocument/codeAction", ask(json!(["source.fixAll"]))).await;
    assert_eq!(found.as_array().unwrap().len(), 1, "{found}");
    assert_eq!(found[0]["kind"], "source.fixAll.attest");
    let edits = found[0]["edit"]["changes"][&note].as_array().unwrap();
    assert_eq!(edits.iter().map(|edit| &edit["newText"]).collect::<Vec<_>>(), ["harbour"]);
    assert_eq!(client.call("textDocument/codeAction", ask(json!(["refactor"]))).await, json!([]));
}

#[tokio::test]
async fn lenses_stand_before_the_articles_are_read_and_speak_afterwards() {
    let workspace = Workspace::new();
    let mut client = crate::support::workspace::connect();
    client.hold_answers();
    client.initialize(workspace.params(&json!({"workspace": {"configuration": true}}))).await;
    let question = client.expect("workspace/configuration").await["id"].clone();
    let note = workspace.uri("note.md");
    client.open(&note, 1, NOTE);
    let lenses = client.call("textDocument/codeLens", json!({"textDocument": {"uri": note}})).await;
    assert_eq!(lenses[0]["range"]["start"]["line"], 0, "{lenses}");
    let speaking = client.request("codeLens/resolve", lenses[0].clone());
    client.send(&json!({"jsonrpc": "2.0", "id": question, "result": [null]}));
    let lens = speaking.result().await;
    assert!(lens["command"]["title"].as_str().unwrap().contains("claims: "), "{lens}");
    let again = client.call("textDocument/codeLens", json!({"textDocument": {"uri": note}})).await;
    let places = |lenses: &Value| -> Vec<Value> {
        lenses.as_array().unwrap().iter().map(|it| it["range"].clone()).collect()
    };
    assert_eq!(places(&again), places(&lenses), "nothing moves");
}

#[tokio::test]
async fn only_what_a_changed_article_changes_is_asked_for_again() {
    let workspace = Workspace::new();
    let refresh = json!({"refreshSupport": true});
    let capabilities = json!({"workspace": {
        "codeLens": refresh, "inlayHint": refresh, "semanticTokens": refresh,
        "didChangeWatchedFiles": {"dynamicRegistration": true},
    }});
    let (mut client, note) = session(&workspace, capabilities).await;
    let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}});
    client.call("textDocument/inlayHint", json!({"textDocument": {"uri": note}, "range": whole})).await;
    let lenses = client.call("textDocument/codeLens", json!({"textDocument": {"uri": note}})).await;
    client.call("codeLens/resolve", lenses[0].clone()).await;
    let changed = |name: &str| {
        let changes = json!([{"uri": workspace.uri(name), "type": 1}]);
        ("workspace/didChangeWatchedFiles", json!({ "changes": changes }))
    };
    // An article about something else: a world like any other, and nothing to see in this note.
    workspace
        .write("corpus/other.txt", "Rain in Eastford\n\n13 March 2024\n\nIt rained in Eastford all day.\n");
    let (method, params) = changed("corpus/other.txt");
    client.notify(method, params);
    // A second source for the claim: the hint and the lens say so.
    workspace.write(
        "corpus/second.txt",
        "Storm\n\n13 March 2024\n\nThe storm killed 34 people in Northport, doctors said.\n",
    );
    let (method, params) = changed("corpus/second.txt");
    client.notify(method, params);
    client.expect("workspace/inlayHint/refresh").await;
    client.expect("workspace/codeLens/refresh").await;
    assert_eq!(client.come("workspace/inlayHint/refresh"), Vec::<Value>::new());
    assert_eq!(client.come("workspace/semanticTokens/refresh"), Vec::<Value>::new());
}

#[tokio::test]
async fn tokens_that_are_known_are_sent_as_what_differs() {
    let workspace = Workspace::new();
    let (mut client, note) = session(&workspace, json!({})).await;
    let full = client.call("textDocument/semanticTokens/full", json!({"textDocument": {"uri": note}})).await;
    let known = full["data"].as_array().unwrap();
    client.change(&note, 2, &format!("{NOTE}\nMaria Keller slept.\n"));
    let ask = |id: &Value| json!({"textDocument": {"uri": note}, "previousResultId": id});
    let delta = client.call("textDocument/semanticTokens/full/delta", ask(&full["resultId"])).await;
    let edit = &delta["edits"][0];
    assert_eq!((&edit["start"], &edit["deleteCount"]), (&json!(known.len()), &json!(0)), "{delta}");
    assert_eq!(edit["data"].as_array().unwrap().len(), 5, "{delta}");
    let same = client.call("textDocument/semanticTokens/full/delta", ask(&delta["resultId"])).await;
    assert_eq!(same["edits"], json!([]));
    let unknown = client.call("textDocument/semanticTokens/full/delta", ask(&json!("x"))).await;
    assert_eq!(unknown["data"].as_array().unwrap().len(), known.len() + 5);
}

#[tokio::test]
async fn an_actions_edit_comes_when_it_is_chosen_and_only_for_the_text_it_was_offered_for() {
    let workspace = Workspace::new();
    let capabilities = json!({
        "textDocument": {"codeAction": {
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}},
            "resolveSupport": {"properties": ["edit"]},
            "dataSupport": true,
        }},
        "workspace": {"workspaceEdit": {"documentChanges": true}},
    });
    let mut client = workspace.session(capabilities).await;
    let note = workspace.uri("note.md");
    client.open(&note, 3, BROKEN);
    let caret = json!({"line": 0, "character": 8});
    let params = json!({
        "textDocument": {"uri": note}, "range": {"start": caret, "end": caret}, "context": {"diagnostics": []},
    });
    let actions = client.call("textDocument/codeAction", params).await;
    assert!(actions[0].get("edit").is_none() && actions[0]["isPreferred"] == true, "{actions}");
    let chosen = client.call("codeAction/resolve", actions[0].clone()).await;
    let change = &chosen["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": note, "version": 3}), "{chosen}");
    assert_eq!(change["edits"][0]["newText"], "harbour");
    client.change(&note, 4, &format!("More. {BROKEN}"));
    assert_eq!(client.request("codeAction/resolve", actions[0].clone()).error_code().await, -32801);
}

#[tokio::test]
async fn selections_grow_and_a_renamed_article_takes_its_citations_along() {
    let workspace = Workspace::new();
    workspace.write("other.md", "It sank [[harbour]].\n");
    let capabilities = json!({"workspace": {"workspaceEdit": {"documentChanges": true}}});
    let (mut client, note) = session(&workspace, capabilities).await;
    let (line, character) = place("Keller is");
    let params =
        json!({"textDocument": {"uri": note}, "positions": [{"line": line, "character": character}]});
    let found = client.call("textDocument/selectionRange", params).await;
    assert_eq!(words(NOTE, &found[0]["range"]), "Keller");
    assert_eq!(words(NOTE, &found[0]["parent"]["range"]), "Maria Keller");
    let files =
        json!([{"oldUri": workspace.uri("corpus/harbour.txt"), "newUri": workspace.uri("corpus/port.txt")}]);
    let edit = client.call("workspace/willRenameFiles", json!({ "files": files })).await;
    let texts: Vec<&Value> =
        edit["documentChanges"].as_array().unwrap().iter().map(|it| &it["edits"][0]["newText"]).collect();
    assert_eq!(texts, [&json!("port"), &json!("port")], "{edit}");
    assert_eq!(edit["documentChanges"][0]["textDocument"]["version"], 1);
    let files = json!([{"oldUri": workspace.uri("a.png"), "newUri": workspace.uri("b.png")}]);
    assert_eq!(client.call("workspace/willRenameFiles", json!({ "files": files })).await, Value::Null);
}

#[tokio::test]
async fn the_evidence_for_a_claim_comes_in_pieces_that_need_no_counting() {
    let workspace = Workspace::new();
    let mut client = workspace.session(json!({})).await;
    let note = workspace.uri("note.md");
    client.open(&note, 5, "😀 The storm killed 43 people in Northport.");
    let found = client.call("attest/evidence", at(&note, 0, 12)).await;
    assert_eq!((&found["verdict"], &found["version"]), (&json!("contradicted"), &json!(5)), "{found}");
    let passage = &found["passages"][0];
    assert_eq!(passage["stance"], "contradicts");
    let marked: Vec<&Value> =
        passage["segments"].as_array().unwrap().iter().filter(|it| it["marked"] == true).collect();
    assert_eq!(marked, [&json!({"text": "34", "marked": true})], "{passage}");
    assert_eq!(passage["location"]["uri"], workspace.uri("corpus/harbour.txt"));
    let end = json!({"line": 0, "character": 42});
    assert_eq!(passage["cite"], json!({"range": {"start": end, "end": end}, "newText": " [@harbour]"}));
    assert_eq!(client.call("attest/evidence", at(&workspace.uri("x.md"), 0, 0)).await, Value::Null);
}

#[tokio::test]
async fn views_are_told_how_a_note_stands_and_what_the_corpus_holds() {
    let workspace = Workspace::new();
    let (mut client, note) = session(&workspace, json!({})).await;
    let found = client.call("attest/note", json!({"textDocument": {"uri": note}})).await;
    assert_eq!(found["figures"]["claims"], json!(found["claims"].as_array().unwrap().len()), "{found}");
    assert!(found["figures"]["supported"].as_u64() > Some(0), "{found}");
    let corpus = client.call("attest/corpus", json!({"query": "keller"})).await;
    assert_eq!(corpus["entities"]["items"][0]["name"], "Maria Keller");
    assert_eq!((&corpus["articles"]["count"], &corpus["articles"]["items"]), (&json!(0), &json!([])));
}

#[tokio::test]
async fn whom_a_surname_means_can_be_written_into_the_settings() {
    let workspace = Workspace::new();
    let article =
        "Piers\n\nMaria Weber opened the old pier on Monday. Jonas Weber, a farmer, stayed at home.\n";
    workspace.write("corpus/webers.txt", article);
    let capabilities = json!({
        "textDocument": {"codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}}},
        "workspace": {"workspaceEdit": {"documentChanges": true, "resourceOperations": ["create"]}},
    });
    let mut client = workspace.session(capabilities).await;
    let note = workspace.uri("note.md");
    client.open(&note, 1, "Weber spoke about the weather.\n");
    let caret = json!({"line": 0, "character": 2});
    let params = json!({
        "textDocument": {"uri": note},
        "range": {"start": caret, "end": caret},
        "context": {"diagnostics": []},
    });
    let actions = client.call("textDocument/codeAction", params.clone()).await;
    let settles = |action: &&Value| action["title"].as_str().is_some_and(|title| title.starts_with("Settle"));
    let settling = actions.as_array().unwrap().iter().find(settles).unwrap_or_else(|| panic!("{actions}"));
    let changes = &settling["edit"]["documentChanges"];
    assert_eq!(changes[0]["kind"], "create");
    assert_eq!(changes[1]["textDocument"]["uri"], workspace.uri("attest.toml"));
    let text = changes[1]["edits"][0]["newText"].as_str().unwrap();
    assert!(text.contains("aliases = [\"Weber\"]"), "{text}");
    assert_eq!(settling["diagnostics"][0]["code"], "ambiguous-name");
}

#[tokio::test]
async fn a_lens_keeps_its_words_while_somebody_types_and_is_asked_for_again_when_they_change() {
    let workspace = Workspace::new();
    let capabilities = json!({"workspace": {"codeLens": {"refreshSupport": true}}});
    let (mut client, note) = session(&workspace, capabilities).await;
    let document = json!({"textDocument": {"uri": note}});
    let lenses = client.call("textDocument/codeLens", document.clone()).await;
    let spoken = client.call("codeLens/resolve", lenses[0].clone()).await;
    client.change(&note, 2, &format!("{NOTE}\nThe storm killed 43 people in Northport.\n"));
    let lenses = client.call("textDocument/codeLens", document.clone()).await;
    assert_eq!(lenses[0]["command"], spoken["command"], "what it said last");
    client.expect("workspace/codeLens/refresh").await;
    let lenses = client.call("textDocument/codeLens", document).await;
    let spoken = client.call("codeLens/resolve", lenses[0].clone()).await;
    assert!(spoken["command"]["title"].as_str().unwrap().contains("1 contradicted"), "{spoken}");
}
