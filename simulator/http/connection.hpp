#pragma once

#include <functional>
#include <stop_token>

#include "simulator/http/request.hpp"
#include "simulator/http/response.hpp"

namespace pixferry::simulator {

using Answer = std::function<Response(const Request&, std::stop_token)>;

/// Reads requests from a connected socket and answers them in order, until the client closes, asks
/// for it, sends what is no HTTP, stays silent for a minute, or a staged fault ends the connection.
/// The socket stays open; the caller closes it.
void serve_connection(int socket, const Answer& answer, std::stop_token stop);

}  // namespace pixferry::simulator
