#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pipeline/platform/http_client.hpp"
#include "pipeline/platform/http_url.hpp"

namespace pixferry {

/// An HttpPolicy, ready to be asked. Throws std::invalid_argument if a trusted origin is no URL:
/// the configuration has been checked before.
class HttpOrigins {
 public:
  explicit HttpOrigins(const HttpPolicy& policy);

  bool is_trusted(const HttpUrl& url) const;
  /// Why that URL may not be asked for, if so.
  std::optional<Error> refusal_of_request(const HttpUrl& url) const;
  /// Whether a redirect to there is an answer.
  bool leaves_unfollowed(const HttpUrl& to) const;
  std::optional<Error> refusal_of_redirect(const HttpUrl& from, const HttpUrl& to) const;

 private:
  std::vector<std::string> trusted_origins_;
  std::vector<std::string> redirect_suffixes_;
  std::vector<std::string> unfollowed_suffixes_;
};

}  // namespace pixferry
