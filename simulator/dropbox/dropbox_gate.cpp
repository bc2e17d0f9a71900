#include "simulator/dropbox/dropbox_gate.hpp"

#include <fmt/format.h>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "pipeline/platform/base64.hpp"
#include "simulator/dropbox/dropbox_error.hpp"

namespace pixferry::simulator {
namespace {

constexpr std::string_view kBearer = "Bearer ";
constexpr std::string_view kBasic = "Basic ";
constexpr std::string_view kDownload = "sharing/get_shared_link_file";

/// The fields of a form.
std::map<std::string, std::string> form_fields(std::string_view body) {
  std::map<std::string, std::string> fields;
  while (!body.empty()) {
    const auto pair = body.substr(0, body.find('&'));
    body.remove_prefix(std::min(pair.size() + 1, body.size()));
    const auto equals = std::min(pair.find('='), pair.size());
    fields[percent_decoded(pair.substr(0, equals), true)] =
        percent_decoded(pair.substr(std::min(equals + 1, pair.size())), true);
  }
  return fields;
}

}  // namespace

std::optional<Response> DropboxGate::refusal(const Request& request, std::string_view route) const {
  const auto authorization = request.header("Authorization");
  if (authorization.empty()) {
    return dropbox_bad_request(route,
                               "Must provide HTTP header \"Authorization\" or URL parameter "
                               "\"authorization\".");
  }
  if (authorization.starts_with(kBasic)) {
    if (!is_app(authorization)) return dropbox_unauthorized("invalid_access_token");
    if (route != kDownload || options_.apps_may_download) return std::nullopt;
    return dropbox_bad_request(route,
                               "This function can only be called with user authentication: the "
                               "HTTP header \"Authorization\" is one of an app.");
  }
  const auto token = authorization.substr(std::min(kBearer.size(), authorization.size()));
  if (!authorization.starts_with(kBearer) || token.find(' ') != token.npos) {
    return dropbox_bad_request(route,
                               "Invalid authorization value in HTTP header "
                               "\"Authorization\"; expecting \"Bearer <access token>\".");
  }
  return refusal_of_token(token);
}

std::optional<Response> DropboxGate::refusal_of_token(std::string_view token) const {
  if (token == kBadToken) return dropbox_unauthorized("invalid_access_token");
  if (token == kExpiredToken) return dropbox_unauthorized("expired_access_token");
  if (token == kNarrowToken) {
    return dropbox_unauthorized("missing_scope", {{"required_scope", "sharing.read"}});
  }
  const std::lock_guard lock{mutex_};
  const auto given = ends_.find(token);
  if (given != ends_.end() && given->second <= clock_.steady()) {
    return dropbox_unauthorized("expired_access_token");
  }
  return std::nullopt;
}

Response DropboxGate::exchange(const Request& request) {
  // In the query, as Dropbox's own client for Node has them, or in a form.
  auto fields = form_fields(request.body);
  for (const auto& [name, value] : request.query) fields[name] = value;
  const auto field = [&](const std::string& name) {
    const auto found = fields.find(name);
    return found == fields.end() ? std::string{} : found->second;
  };
  // A client of the PKCE flow names its app and has no secret.
  const auto secret = field("client_secret");
  const bool is_named =
      field("client_id") == options_.app_key && (secret.empty() || secret == options_.app_secret);
  const bool is_known =
      request.header("Authorization").empty() ? is_named : is_app(request.header("Authorization"));
  if (!is_known) return oauth_error("invalid_client", "Invalid client_id or client_secret");
  if (field("grant_type") != "refresh_token") {
    return oauth_error("unsupported_grant_type", "grant_type must be \"refresh_token\"");
  }
  if (field("refresh_token") != options_.refresh_token) {
    return oauth_error("invalid_grant", "refresh token is invalid or revoked");
  }
  const boost::json::object body{{"token_type", "bearer"},
                                 {"access_token", new_token()},
                                 {"expires_in", options_.token_lifetime.count()}};
  return text_response(200, "text/javascript", boost::json::serialize(body));
}

void DropboxGate::expire_tokens() {
  const std::lock_guard lock{mutex_};
  for (auto& [token, end] : ends_) end = Instant::min();
}

bool DropboxGate::is_app(std::string_view authorization) const {
  return authorization ==
         std::string{kBasic} + base64(options_.app_key + ":" + options_.app_secret);
}

std::string DropboxGate::new_token() {
  const std::lock_guard lock{mutex_};
  auto token = fmt::format("sl.given-out-{}", ends_.size() + 1);
  ends_.emplace(token, clock_.steady() + options_.token_lifetime);
  return token;
}

}  // namespace pixferry::simulator
