#pragma once

#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/platform/clock.hpp"
#include "pipeline/platform/http_client.hpp"
#include "pipeline/source/google_drive/drive_provider.hpp"
#include "testing/loopback_server.hpp"

namespace pixferry {

/// A GoogleDrive that is answered by the letter: each test says which bytes come back.
class CannedDrive {
 public:
  explicit CannedDrive(std::string api_key = "secret-key")
      : provider_(http_, {server_.origin(), Secret{std::move(api_key)}}, clock_, limits_) {}

  /// Requests whose target contains the part get this; of several rules that fit, the last counts.
  void answer(std::string part, std::string response) {
    const std::lock_guard lock{mutex_};
    rules_.emplace_back(std::move(part), std::move(response));
  }
  void answer_json(std::string part, int status, std::string_view body) {
    answer(std::move(part), loopback_answer(status, body, {{"Content-Type", "application/json"}}));
  }

  GoogleDrive& provider() { return provider_; }
  const Limits& limits() const { return limits_; }
  std::vector<LoopbackRequest> requests() const { return server_.requests(); }

 private:
  std::string respond(const LoopbackRequest& request) const {
    const std::lock_guard lock{mutex_};
    for (auto rule = rules_.rbegin(); rule != rules_.rend(); ++rule) {
      if (request.target.find(rule->first) != std::string::npos) return rule->second;
    }
    return loopback_answer(501, "no rule for " + request.target);
  }

  mutable std::mutex mutex_;
  std::vector<std::pair<std::string, std::string>> rules_;
  LoopbackServer server_{
      LoopbackServer::answering([this](const auto& request) { return respond(request); })};
  SystemClock clock_;
  Limits limits_;
  HttpClient http_{{.trusted_origins = {server_.origin()},
                    .redirect_suffixes = {},
                    .unfollowed_suffixes = {std::string{GoogleDrive::kUnfollowedSuffixes[0]}}},
                   clock_,
                   limits_};
  GoogleDrive provider_;
};

}  // namespace pixferry
