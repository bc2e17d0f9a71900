#include "tests/simulation/simulated_program.hpp"

#include <algorithm>

#include "pipeline/catalog/journal.hpp"

namespace pixferry {
namespace {

constexpr int kRoundsMax = 1000;
constexpr int kIdleSecondsMax = 1200;
constexpr std::chrono::milliseconds kAct{300};

}  // namespace

SimulatedProgram::SimulatedProgram(Ports ports, World world, int workers_count)
    : world_(world),
      source_(ports.source, ports.pacer, PacedSource::kGoogleDriveCosts),
      retry_(world.dice, world.limits),
      ledger(ports.database, world.clock, world.limits),
      list_folder({find_source_, ledger, ports.queue, ports.feed, retry_}),
      import_image({find_source_, ports.store, spools, Secret{"a secret"}, retry_, world.limits}),
      settle_jobs({ledger, ports.queue, ports.feed}),
      witness({world.catalog, ledger, world.store, world.tree, world.limits, world.clock}) {
  const auto import_file = [this](const Context& context, const FileLease& lease) {
    return import(context, lease);
  };
  for (int i = 0; i < workers_count; ++i) {
    workers.emplace_back(SimulatedWorker::Parts{world.dice, ledger, ports.queue, list_folder,
                                                import_file, ports.feed, world.limits, world.clock,
                                                witness});
  }
}

Outcome SimulatedProgram::import(const Context& context, const FileLease& lease) {
  const auto run = [&] { return import_image.run(context, lease); };
  return around_import ? around_import(run) : run();
}

void SimulatedProgram::come_to_an_end() {
  for (int round = 0; round < kRoundsMax; ++round) {
    keep_house();
    if (is_idle() && all_jobs_ended()) return;
    for (auto& worker : workers) {
      worker.act();
      world_.clock.advance(kAct);
    }
    if (is_idle()) {
      world_.clock.advance(std::chrono::seconds{world_.dice.between(1, kIdleSecondsMax)});
    }
  }
}

void SimulatedProgram::keep_house() {
  if (world_.clock.steady() < settle_at_) return;
  settle_at_ = world_.clock.steady() + world_.limits.settle_interval;
  witness.settle(settle_jobs);
  world_.store.catch_up();
  if (keep_house_too) keep_house_too();
}

bool SimulatedProgram::is_idle() const {
  return std::ranges::all_of(workers, &SimulatedWorker::is_idle);
}

bool SimulatedProgram::all_jobs_ended() {
  Journal journal{world_.catalog, world_.clock};
  const auto active =
      journal.jobs(Context{}, kDefaultOwner, {.state = JobState::processing}, {}, 1);
  return active && active->jobs.empty();
}

}  // namespace pixferry
