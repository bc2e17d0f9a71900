#include "bench/bare_gateway.hpp"

#include <signal.h>

#include <stdexcept>

#include "api-gateway/gateway.hpp"
#include "pipeline/platform/random.hpp"
#include "pipeline/progress/local_feed.hpp"
#include "pipeline/queue/local_queue.hpp"

namespace pixferry::bench {
namespace {

/// Waits for the signal that ends a measurement; every thread has to inherit that it is blocked.
class EndSignal {
 public:
  EndSignal() {
    ::sigemptyset(&signals_);
    ::sigaddset(&signals_, SIGTERM);
    ::sigaddset(&signals_, SIGINT);
    ::pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  }
  void wait() const {
    int which = 0;
    ::sigwait(&signals_, &which);
  }

 private:
  sigset_t signals_{};
};

}  // namespace

void serve_alone(Database& database, std::uint16_t port) {
  const EndSignal end;
  const SystemClock clock;
  SystemRandom random;
  Config config;
  config.port = port;
  Ledger ledger{database, clock, config.limits};
  Journal journal{database, clock};
  Gallery gallery{database};
  Disposal disposal{database, clock};
  Roster roster{database, clock};
  KeptAnswers kept_answers{database, clock};
  WebhookRegistry webhooks{database, clock};
  WorkBacklogReader backlog{database};
  LocalQueue queue{clock};
  LocalFeed feed{clock};
  Metrics metrics{clock};
  events::EventHub events{{.journal = journal, .feed = feed, .clock = clock}};
  StartImport start_import{{.providers = {},
                            .ledger = ledger,
                            .queue = queue,
                            .random = random,
                            .limits = config.limits}};
  PreviewImport preview_import{
      {.providers = {}, .gallery = &gallery, .clock = clock, .limits = config.limits}};
  const auto gateway = Gateway::start({.config = config,
                                       .start_import = start_import,
                                       .preview_import = preview_import,
                                       .ledger = ledger,
                                       .journal = journal,
                                       .gallery = gallery,
                                       .disposal = disposal,
                                       .roster = roster,
                                       .kept_answers = kept_answers,
                                       .webhooks = webhooks,
                                       .backlog = backlog,
                                       .queue = queue,
                                       .feed = feed,
                                       .events = events,
                                       .metrics = metrics,
                                       .clock = clock,
                                       .random = random,
                                       .storage_url = [](const ObjectKey& key) {
                                         return "http://127.0.0.1:8000/objects/" + key.text;
                                       }});
  if (!gateway) throw std::runtime_error(gateway.error().message);
  end.wait();
}

}  // namespace pixferry::bench
