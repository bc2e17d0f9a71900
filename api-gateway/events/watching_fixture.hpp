#pragma once

#include "api-gateway/routes/gateway_fixture.hpp"
#include "testing/event_client.hpp"

namespace pixferry {

/// A gateway that listens, and clients who watch its jobs.
class WatchingFixture : public GatewayFixture {
 protected:
  WatchingFixture();
  ~WatchingFixture() override;

  /// The same catalog behind another gateway, as after a restart.
  void restart() { restart(*journal_); }
  /// The same, with watchers told from that journal.
  void restart(Journal& journal);
  EventClient watch(const std::string& job, const std::string& last_event_id = {}) const {
    return EventClient{gateway_->port(), job, last_event_id};
  }
  /// Ends the file, and wakes who watches.
  void end(const FileLease& lease, const Outcome& outcome);
  void settle(const std::string& job);

  SystemClock system_clock_;
  std::chrono::milliseconds look_at_most_every_{5};
  std::unique_ptr<Gateway> gateway_;
};

inline const Failed kGone{ErrorCode::source_gone, "It is gone."};

}  // namespace pixferry
