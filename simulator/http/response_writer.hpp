#pragma once

#include <stop_token>

#include "simulator/http/response.hpp"

namespace pixferry::simulator {

/// Writes the response as its delivery says. False if the connection cannot be used afterwards:
/// the client has gone, or a staged fault broke it.
bool write_response(int socket, const Response& response, bool keep_alive, std::stop_token stop);

/// Sleeps for that long or until stop is requested.
void pause(std::chrono::milliseconds duration, std::stop_token stop);

}  // namespace pixferry::simulator
