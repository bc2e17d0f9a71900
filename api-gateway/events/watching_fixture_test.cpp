#include "api-gateway/events/watching_fixture.hpp"

namespace pixferry {

WatchingFixture::WatchingFixture() {
  config_.port = 0;
  gateway_clock_ = &system_clock_;
  restart();
}

WatchingFixture::~WatchingFixture() {
  gateway_.reset();
  events_.reset();
}

void WatchingFixture::restart(Journal& journal) {
  gateway_.reset();
  events_.emplace(events::EventHub::Parts{journal, feed_, system_clock_, look_at_most_every_});
  auto started = Gateway::start(parts());
  if (!started) throw std::runtime_error(started.error().message);
  gateway_ = *std::move(started);
}

void WatchingFixture::end(const FileLease& lease, const Outcome& outcome) {
  const std::vector<FinishedFile> files{{lease, outcome}};
  ASSERT_TRUE(ledger_->finish(context_, files));
  feed_.publish(lease.job);
}

void WatchingFixture::settle(const std::string& job) {
  ASSERT_TRUE(ledger_->settle(context_));
  feed_.publish(JobId::parse(job).value());
}

}  // namespace pixferry
