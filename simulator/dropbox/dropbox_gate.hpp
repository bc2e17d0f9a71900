#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/platform/clock.hpp"
#include "simulator/http/request.hpp"
#include "simulator/http/response.hpp"

namespace pixferry::simulator {

struct DropboxOptions {
  std::string api_path = "/dropbox/api";          ///< what stands for the host of the API
  std::string content_path = "/dropbox/content";  ///< and for that of the bytes
  std::string app_key = "pixferry-app";
  std::string app_secret = "pixferry-secret";
  std::string refresh_token = "pixferry-refresh";
  std::chrono::seconds token_lifetime{14'400};  ///< of access tokens that are given out
  bool apps_may_download = true;                ///< whether an app without a user is given bytes
};

/// Who may ask: access tokens, an app's key and secret, and the tokens that a refresh token is
/// exchanged for. Thread-safe.
class DropboxGate {
 public:
  // Access tokens that are refused, each in its own way. Every other one that the gate did not give
  // out is taken.
  static constexpr std::string_view kBadToken = "bad-token";
  static constexpr std::string_view kExpiredToken = "expired-token";
  static constexpr std::string_view kNarrowToken = "token-without-scopes";

  /// The options and the clock must outlive it.
  DropboxGate(const DropboxOptions& options, const Clock& clock)
      : options_(options), clock_(clock) {}

  /// Why the caller of that route is not served, if so.
  std::optional<Response> refusal(const Request& request, std::string_view route) const;
  /// The answer of oauth2/token.
  Response exchange(const Request& request);

  /// Ends every access token that was given out so far.
  void expire_tokens();

 private:
  std::optional<Response> refusal_of_token(std::string_view token) const;
  bool is_app(std::string_view authorization) const;
  std::string new_token();

  const DropboxOptions& options_;
  const Clock& clock_;
  mutable std::mutex mutex_;
  std::map<std::string, Instant, std::less<>> ends_;  ///< of the tokens that were given out
};

}  // namespace pixferry::simulator
