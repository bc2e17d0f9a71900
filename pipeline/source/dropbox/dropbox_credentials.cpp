#include "pipeline/source/dropbox/dropbox_credentials.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "pipeline/platform/base64.hpp"
#include "pipeline/platform/percent_encoding.hpp"
#include "pipeline/platform/wait.hpp"
#include "pipeline/source/dropbox/dropbox_errors.hpp"

namespace pixferry {
namespace {

using Authorization = DropboxCredentials::Authorization;

constexpr std::chrono::seconds kRenewedBefore = std::chrono::minutes{5};

Error nothing_given() {
  return Error{ErrorCode::credentials_missing,
               "Dropbox cannot be read without credentials; set DROPBOX_ACCESS_TOKEN, or "
               "DROPBOX_REFRESH_TOKEN with DROPBOX_APP_KEY and DROPBOX_APP_SECRET."};
}

Error nothing_to_renew_with() {
  return Error{ErrorCode::token_expired,
               "The access token in DROPBOX_ACCESS_TOKEN has expired; set DROPBOX_REFRESH_TOKEN "
               "with DROPBOX_APP_KEY and DROPBOX_APP_SECRET, or a new access token."};
}

Error ended(const Context& context) {
  if (context.is_stopped()) {
    return Error{ErrorCode::stopped, "Stopped while waiting for a new Dropbox token."};
  }
  return Error{ErrorCode::timeout, "Dropbox's access token was not renewed in time."};
}

std::string basic(const DropboxConfig& config) {
  return "Basic " + base64(config.app_key.reveal() + ":" + config.app_secret.reveal());
}

// Well before the end, but not so early that a short-lived token is renewed all the time.
std::chrono::seconds used_for(std::chrono::seconds valid_for) {
  return valid_for - std::min(kRenewedBefore, valid_for / 2);
}

}  // namespace

DropboxCredentials::DropboxCredentials(HttpClient& http, DropboxConfig config, const Clock& clock,
                                       const Limits& limits)
    : http_(http), config_(std::move(config)), clock_(clock), limits_(limits) {
  while (config_.api_url.ends_with('/')) config_.api_url.pop_back();
}

Result<Authorization> DropboxCredentials::authorize(const Context& context) {
  if (can_renew()) return current(context, 1);
  if (!config_.access_token.empty()) {
    return Authorization{.header = "Bearer " + config_.access_token.reveal()};
  }
  if (config_.app_key.empty() || config_.app_secret.empty()) return nothing_given();
  return Authorization{.header = basic(config_), .is_app_alone = true};
}

Result<Authorization> DropboxCredentials::renewed(const Context& context,
                                                  const Authorization& expired) {
  if (!can_renew()) return nothing_to_renew_with();
  return current(context, expired.renewals + 1);
}

bool DropboxCredentials::is_fresh(std::uint64_t renewals_min) const {
  return renewals_ >= renewals_min && clock_.steady() < renew_at_;
}

// One failed renewal is the answer to all who waited for it, unless it was the one who asked that
// was called off: then the next one asks.
Result<Authorization> DropboxCredentials::current(const Context& context,
                                                  std::uint64_t renewals_min) {
  std::unique_lock lock{mutex_};
  const auto failures_before = failures_;
  while (!is_fresh(renewals_min)) {
    if (failures_ != failures_before) return last_failure_.value();
    if (is_renewing_) {
      const auto is_over = [&] { return !is_renewing_; };
      if (!wait_until(changed_, lock, context, clock_, is_over)) return ended(context);
      continue;
    }
    is_renewing_ = true;
    lock.unlock();
    auto access = renew(context);
    lock.lock();
    is_renewing_ = false;
    changed_.notify_all();
    if (!access) {
      const bool was_called_off =
          access.error().code == ErrorCode::stopped || context.deadline <= clock_.steady();
      if (!was_called_off) {
        ++failures_;
        last_failure_ = access.error();
      }
      return access.error();
    }
    token_ = std::move(access->token);
    renew_at_ = clock_.steady() + used_for(access->valid_for);
    ++renewals_;
  }
  return Authorization{.header = "Bearer " + token_.reveal(), .renewals = renewals_};
}

Result<DropboxAccess> DropboxCredentials::renew(const Context& context) {
  HttpRequest request;
  request.method = "POST";
  request.url = config_.api_url + "/oauth2/token";
  request.headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
  request.body =
      "grant_type=refresh_token&refresh_token=" + percent_encoded(config_.refresh_token.reveal());
  if (config_.app_secret.empty()) {
    request.body += "&client_id=" + percent_encoded(config_.app_key.reveal());
  } else {
    request.headers.push_back({"Authorization", basic(config_)});
  }
  request.kept_bytes_max = limits_.html_answer_bytes_max;
  request.timeout = limits_.listing_seconds_max;
  const auto answer = http_.send(context, request);
  if (!answer) return answer.error();
  if (!answer->is_success()) {
    return classify(*answer, {.about = DropboxQuestion::About::renewal}, clock_);
  }
  return read_dropbox_access(answer->body, limits_);
}

}  // namespace pixferry
