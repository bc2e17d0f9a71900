#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

#include "pipeline/model/limits.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/platform/clock.hpp"
#include "pipeline/platform/context.hpp"
#include "pipeline/platform/http_client.hpp"
#include "pipeline/source/dropbox/dropbox_answer.hpp"
#include "pipeline/source/dropbox/dropbox_config.hpp"

namespace pixferry {

/// In whose name Dropbox is asked, with access tokens renewed before they end. Of all threads that
/// need a new one, one asks for it and the others wait for what it gets. Thread-safe.
/// https://www.dropbox.com/developers/documentation/http/documentation#oauth2-token
class DropboxCredentials {
 public:
  /// What a request is sent with.
  struct Authorization {
    std::string header;  ///< the value of `Authorization`; a secret
    bool is_app_alone = false;
    std::uint64_t renewals = 0;  ///< how many there had been when it was given
  };

  /// The client and the clock must outlive it.
  DropboxCredentials(HttpClient& http, DropboxConfig config, const Clock& clock,
                     const Limits& limits);

  /// Errors: `credentials_missing`; of a renewal `credentials_rejected` or a passing one; `stopped`
  /// and `timeout` of the context while another thread renews.
  Result<Authorization> authorize(const Context& context);

  /// After Dropbox said that this one has expired: another, once for all who were told so. Error
  /// besides the above: `token_expired`, there is nothing to renew it with.
  Result<Authorization> renewed(const Context& context, const Authorization& expired);

 private:
  Result<Authorization> current(const Context& context, std::uint64_t renewals_min);
  Result<DropboxAccess> renew(const Context& context);
  bool can_renew() const { return !config_.refresh_token.empty() && !config_.app_key.empty(); }
  bool is_fresh(std::uint64_t renewals_min) const;

  HttpClient& http_;
  DropboxConfig config_;
  const Clock& clock_;
  Limits limits_;

  std::mutex mutex_;
  std::condition_variable_any changed_;
  Secret token_;
  Instant renew_at_{};
  std::uint64_t renewals_ = 0;
  bool is_renewing_ = false;
  std::uint64_t failures_ = 0;
  std::optional<Error> last_failure_;
};

}  // namespace pixferry
