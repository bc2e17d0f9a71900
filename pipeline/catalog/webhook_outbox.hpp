#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/catalog/database.hpp"
#include "pipeline/model/webhook.hpp"
#include "pipeline/platform/clock.hpp"
#include "pipeline/platform/secret.hpp"

namespace pixferry {

/// A delivery that this process makes now. Its token fences it as a file's does.
struct WebhookLease {
  std::int64_t delivery = 0;
  std::int64_t token = 0;
  WebhookId webhook;
  WebhookEvent event = WebhookEvent::test;
  std::string message_id;
  std::string body;
  std::string trace_parent;  ///< of the request behind it; empty: not known
  int attempt = 1;           ///< from 1, since it was made or asked for again
  std::string url = {};
  std::vector<Secret> secrets = {};  ///< that sign: the present one first
};

/// How a call went, and what is to follow.
struct WebhookCall {
  std::chrono::milliseconds duration{0};
  std::optional<int> status = std::nullopt;
  std::string error = {};   ///< empty: it was accepted
  std::string answer = {};  ///< the beginning of what was answered with an error
  /// After an error: when it is tried again; nothing: it is given up.
  std::optional<std::chrono::milliseconds> again_after = std::nullopt;
  bool is_gone = false;  ///< the receiver wants nothing more of this webhook
};

/// The deliveries that are due, for those who make them: any number of processes, each delivery by
/// one of them at a time, and one of a webhook at a time. A process that dies with a lease leaves
/// it to the others, so a message is delivered at least once. Thread-safe. Errors: `catalog_*`,
/// `stopped`.
class WebhookOutbox {
 public:
  /// How often a message is tried.
  static constexpr int kAttemptsMax = 10;
  /// A webhook that has failed for so long, without a success, is disabled when it fails again.
  static constexpr std::chrono::hours kFailingMax{72};
  /// Of the attempts at one delivery.
  static constexpr std::int64_t kAttemptsKept = 20;
  static constexpr std::chrono::hours kDeliveriesKeptFor{30 * 24};
  static constexpr std::size_t kErrorBytesMax = 500;
  static constexpr std::size_t kAnswerBytesMax = 500;

  WebhookOutbox(Database& database, const Clock& clock) : database_(database), clock_(clock) {}

  /// Leases up to `count` deliveries, the longest due first. Counts the attempt. One whose process
  /// died at its last attempt fails here.
  Result<std::vector<WebhookLease>> claim(const Context& context, int count,
                                          std::chrono::milliseconds lease);
  /// Writes how the call went, with what follows of it for the webhook. A stale token changes
  /// nothing: Error `lease_lost`.
  Result<> record(const Context& context, const WebhookLease& lease, const WebhookCall& call);
  /// The call was not made: takes the attempt back.
  Result<> hand_back(const Context& context, const WebhookLease& lease);
  /// Frees all leases, for the one process that has just taken the data directory. The attempts
  /// stay counted: nobody knows whether the calls were made.
  Result<> release_leases(const Context& context);
  /// Removes deliveries that were ended kDeliveriesKeptFor ago, a thousand at most.
  Result<> forget(const Context& context);

 private:
  Database& database_;
  const Clock& clock_;
};

}  // namespace pixferry
