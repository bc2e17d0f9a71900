#pragma once

#include "testing/loopback_server.hpp"

namespace pixferry {

/// A script that speaks TLS, with a certificate for 127.0.0.1 that nobody but itself has signed,
/// and gives one answer. A client that checks certificates never sends a request.
LoopbackServer::Script answering_over_untrusted_tls(LoopbackServer::Respond respond);

}  // namespace pixferry
