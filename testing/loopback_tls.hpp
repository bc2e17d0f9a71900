#pragma once

#include "testing/loopback_server.hpp"

namespace pixferry {

/// A script that speaks TLS, with a certificate for 127.0.0.1 that nobody but itself has signed,
/// and gives one answer. A client that checks certificates never sends a request.
LoopbackServer::Script answering_over_untrusted_tls(LoopbackServer::Respond respond);

/// Writes a new certificate for that host, signed by itself, and its key, both as PEM.
void write_certificate(const std::string& host, const std::string& certificate_path,
                       const std::string& key_path);

}  // namespace pixferry
