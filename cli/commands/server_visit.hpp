#pragma once

#include "cli/invocation.hpp"
#include "cli/server_client.hpp"

namespace pixferry {

/// What a command needs that is carried out at a server.
struct ServerVisit {
  const Invocation& invocation;
  ServerClient& client;
  const Clock& clock;

  Context context() const { return Context{invocation.signals.stop_token()}; }
};

}  // namespace pixferry
