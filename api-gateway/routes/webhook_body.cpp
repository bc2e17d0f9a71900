#include "api-gateway/routes/webhook_body.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "api-gateway/routes/json_body.hpp"
#include "pipeline/webhooks/webhook_secret.hpp"
#include "pipeline/webhooks/webhook_url.hpp"

namespace pixferry::routes {
namespace {

using http::Problem;

constexpr std::array kChoosable{WebhookEvent::job_completed, WebhookEvent::job_failed,
                                WebhookEvent::job_cancelled};

constexpr std::string_view kAcceptedBody =
    R"(Send {"url": "https://example.com/hook", "events": ["job.completed", "job.failed"]}.)";
constexpr std::string_view kAcceptedSecret =
    R"(Send no body or {}: a secret is made; {"secret": "whsec_…"} sets one of yours.)";

/// Gathers what is wrong with the members of a body.
class Complaints {
 public:
  void refuse(std::string_view key, std::string code, std::string detail) {
    errors_.push_back({pointer_to(key), std::move(code), std::move(detail)});
  }
  bool has_any() const { return !errors_.empty(); }
  Problem problem(std::string_view hint) {
    auto problem = http::invalid_fields(std::move(errors_));
    problem.hint = hint;
    return problem;
  }

 private:
  std::vector<http::FieldError> errors_;
};

std::optional<Secret> read_secret(const json::bj::value& value, Complaints& complaints) {
  if (!value.is_string()) {
    complaints.refuse("secret", "wrong_type", "secret must be a text.");
    return std::nullopt;
  }
  auto secret = parse_webhook_secret(std::string_view{value.get_string()});
  if (!secret) {
    complaints.refuse("secret", "out_of_range",
                      "secret must be whsec_ and the base64 of 24 to 64 bytes.");
  }
  return secret;
}

/// Reads the members of a new webhook.
class WebhookBodyReader {
 public:
  explicit WebhookBodyReader(const std::vector<std::string>& allowed_origins)
      : allowed_origins_(allowed_origins) {
    body_.events.assign(kChoosable.begin(), kChoosable.end());
  }

  std::variant<WebhookBody, Problem> read(const json::bj::value& body) {
    if (!body.is_object()) {
      complaints_.refuse("", "wrong_type", "The body must be a JSON object.");
      return complaints_.problem(kAcceptedBody);
    }
    for (const auto& [key, value] : body.get_object()) read_member(key, value);
    if (!body.get_object().contains("url")) {
      complaints_.refuse("url", "required", "url is required: the https URL to call.");
    }
    if (complaints_.has_any()) return complaints_.problem(kAcceptedBody);
    return std::move(body_);
  }

 private:
  void read_member(std::string_view key, const json::bj::value& value) {
    if (key == "url") return read_url(value);
    if (key == "description") return read_description(value);
    if (key == "events") return read_events(value);
    if (key == "secret") {
      body_.secret = read_secret(value, complaints_);
      return;
    }
    complaints_.refuse(key, "unknown_field", "The body has a field that this route does not know.");
  }

  void read_url(const json::bj::value& value) {
    if (!value.is_string()) return complaints_.refuse("url", "wrong_type", "url must be a text.");
    auto url = read_webhook_url(std::string_view{value.get_string()}, allowed_origins_);
    if (!url) return complaints_.refuse("url", "not_allowed", url.error().message);
    body_.url = *std::move(url);
  }

  void read_description(const json::bj::value& value) {
    if (!value.is_string()) {
      return complaints_.refuse("description", "wrong_type", "description must be a text.");
    }
    if (value.get_string().size() > kWebhookDescriptionBytesMax) {
      return complaints_.refuse(
          "description", "out_of_range",
          fmt::format("description must have {} bytes at most.", kWebhookDescriptionBytesMax));
    }
    body_.description = value.get_string();
  }

  void read_events(const json::bj::value& value) {
    if (!value.is_array() || value.get_array().empty()) {
      return complaints_.refuse("events", "wrong_type", "events must be a list with one or more.");
    }
    body_.events.clear();
    for (const auto& item : value.get_array()) {
      const auto event = item.is_string() ? webhook_event_named(std::string_view{item.get_string()})
                                          : std::nullopt;
      if (!event || std::ranges::find(kChoosable, *event) == kChoosable.end()) {
        return complaints_.refuse("events", "unknown_value",
                                  "events may hold job.completed, job.failed and job.cancelled.");
      }
      if (std::ranges::find(body_.events, *event) == body_.events.end()) {
        body_.events.push_back(*event);
      }
    }
  }

  const std::vector<std::string>& allowed_origins_;
  WebhookBody body_;
  Complaints complaints_;
};

std::variant<json::bj::value, Problem> read_json(const http::Request& request, const Limits& limits,
                                                 std::string_view hint) {
  auto body = read_json_body(request, limits);
  if (auto* problem = std::get_if<Problem>(&body); problem && problem->hint.empty()) {
    problem->hint = hint;
  }
  return body;
}

}  // namespace

std::variant<WebhookBody, Problem> read_webhook_body(
    const http::Request& request, const Limits& limits,
    const std::vector<std::string>& allowed_origins) {
  const auto body = read_json(request, limits, kAcceptedBody);
  if (const auto* problem = std::get_if<Problem>(&body)) return *problem;
  return WebhookBodyReader{allowed_origins}.read(std::get<json::bj::value>(body));
}

std::variant<std::optional<Secret>, Problem> read_secret_body(const http::Request& request,
                                                              const Limits& limits) {
  std::optional<Secret> secret;
  if (request.body.empty()) return secret;
  const auto body = read_json(request, limits, kAcceptedSecret);
  if (const auto* problem = std::get_if<Problem>(&body)) return *problem;
  const auto& value = std::get<json::bj::value>(body);
  Complaints complaints;
  if (!value.is_object()) {
    complaints.refuse("", "wrong_type", "The body must be a JSON object.");
    return complaints.problem(kAcceptedSecret);
  }
  for (const auto& [key, member] : value.get_object()) {
    if (key == "secret") {
      secret = read_secret(member, complaints);
    } else {
      complaints.refuse(key, "unknown_field",
                        "The body has a field that this route does not know.");
    }
  }
  if (complaints.has_any()) return complaints.problem(kAcceptedSecret);
  return secret;
}

}  // namespace pixferry::routes
