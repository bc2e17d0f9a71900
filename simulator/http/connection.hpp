#pragma once

#include <cstddef>
#include <functional>
#include <stop_token>

#include "simulator/http/request.hpp"
#include "simulator/http/response.hpp"

namespace pixferry::simulator {

using Answer = std::function<Response(const Request&, std::stop_token)>;

struct Service {
  Answer answer;
  std::size_t body_bytes_max = 1u << 20;  ///< of a request
};

/// Reads requests from a connected socket and answers them in order, until the client closes, asks
/// for it, sends what is no HTTP or too large, stays silent for a minute, or a staged fault ends
/// the connection. The socket stays open; the caller closes it.
void serve_connection(int socket, const Service& service, std::stop_token stop);

}  // namespace pixferry::simulator
