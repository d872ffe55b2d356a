//! One JSON-RPC message, sorted: request, notification, response, or neither.

use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Request, Response};

/// A message of the client.
#[derive(Debug)]
pub enum Message {
    /// Wants an answer.
    Request(Id, Request),
    /// Wants none.
    Notification(Request),
    /// Answers a question of ours.
    Response(Response),
}

/// A message that can't be used, and what to answer.
#[derive(Debug)]
pub struct Refused(pub Response);

impl Refused {
    /// The refusal of bytes that are no JSON, or of a frame that is none.
    #[must_use]
    pub fn unreadable(reason: impl Into<String>) -> Self {
        Self(failure(Id::Null, ErrorCode::ParseError, reason.into()))
    }
}

/// Parses the bytes of a frame.
///
/// # Errors
/// [`Refused`] when they are no JSON.
pub fn parse(body: &[u8]) -> Result<Value, Refused> {
    serde_json::from_slice(body).map_err(|error| Refused::unreadable(format!("not JSON: {error}")))
}

/// Sorts a parsed message.
///
/// # Errors
/// [`Refused`] when it is JSON but no message (a batch, which the protocol does not have; a number).
pub fn sort(message: Value) -> Result<Message, Refused> {
    let Value::Object(mut members) = message else {
        return Err(invalid(Id::Null, "a message is a JSON object"));
    };
    let id = match members.remove("id") {
        None => None,
        Some(id) => match serde_json::from_value::<Id>(id) {
            Ok(id) => Some(id),
            Err(_) => return Err(invalid(Id::Null, "an id is a number or a text")),
        },
    };
    match members.remove("method") {
        Some(Value::String(method)) => {
            let mut request = Request::build(method);
            if let Some(params) = members.remove("params") {
                request = request.params(params);
            }
            Ok(match id {
                Some(id) => Message::Request(id.clone(), request.id(id).finish()),
                None => Message::Notification(request.finish()),
            })
        }
        Some(_) => Err(invalid(id.unwrap_or_default(), "a method is a text")),
        None => {
            let Some(id) = id else { return Err(invalid(Id::Null, "neither a method nor an answer")) };
            // Some clients send both members; an error that is there counts.
            let error = members.remove("error").filter(|error| !error.is_null());
            Ok(Message::Response(match (error, members.remove("result")) {
                (Some(error), _) => {
                    let error = serde_json::from_value(error).unwrap_or_else(|_| Error::internal_error());
                    Response::from_error(id, error)
                }
                (None, Some(result)) => Response::from_ok(id, result),
                (None, None) => return Err(invalid(id, "neither a method nor an answer")),
            }))
        }
    }
}

fn invalid(id: Id, reason: &str) -> Refused {
    Refused(failure(id, ErrorCode::InvalidRequest, reason.to_owned()))
}

/// An error answer.
#[must_use]
pub fn failure(id: Id, code: ErrorCode, message: String) -> Response {
    Response::from_error(id, Error { code, message: message.into(), data: None })
}

/// A `window/showMessage` notification of an error.
#[must_use]
pub fn show_error(text: &str) -> Value {
    json!({"jsonrpc": "2.0", "method": "window/showMessage", "params": {"type": 1, "message": text}})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_told_apart() {
        assert!(matches!(sort(json!({"id": 1, "method": "m"})), Ok(Message::Request(..))));
        assert!(matches!(sort(json!({"method": "m", "params": []})), Ok(Message::Notification(_))));
        assert!(matches!(sort(json!({"id": "a", "result": null})), Ok(Message::Response(_))));
        for neither in [json!([{"method": "m"}]), json!(1), json!({}), json!({"method": 1}), json!({"id": 1})]
        {
            assert!(sort(neither.clone()).is_err(), "{neither}");
        }
    }

    #[test]
    fn an_answer_with_an_error_is_an_error_whatever_else_it_has() {
        let sorted = sort(json!({"id": 1, "result": null, "error": {"code": 1, "message": "no"}}));
        assert!(matches!(sorted, Ok(Message::Response(response)) if response.is_error()));
    }
}
