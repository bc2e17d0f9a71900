#include "simulator/http/response_writer.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <condition_variable>
#include <mutex>

namespace pixferry::simulator {
namespace {

constexpr std::size_t kSlicesAtOnce = 64;

std::string_view reason_phrase(int status) {
  switch (status) {
    case 200: return "OK";
    case 204: return "No Content";
    case 206: return "Partial Content";
    case 301: return "Moved Permanently";
    case 307: return "Temporary Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 409: return "Conflict";
    case 413: return "Payload Too Large";
    case 416: return "Requested Range Not Satisfiable";
    case 429: return "Too Many Requests";
    case 500: return "Internal Server Error";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
    case 507: return "Insufficient Storage";
    default: return "Status";
  }
}

std::string head_of(const Response& response, bool keep_alive) {
  std::string head =
      fmt::format("HTTP/1.1 {} {}\r\n", response.status, reason_phrase(response.status));
  for (const auto& header : response.headers) {
    fmt::format_to(std::back_inserter(head), "{}: {}\r\n", header.name, header.value);
  }
  if (response.status != 204) {
    fmt::format_to(std::back_inserter(head), "Content-Length: {}\r\n", size_bytes(response.body));
  }
  if (!keep_alive) head += "Connection: close\r\n";
  return head += "\r\n";
}

/// Sends all of it, however little the socket takes at once.
bool send_all(int socket, const Body& body) {
  std::size_t index = 0;
  std::size_t offset = 0;
  while (index < body.size()) {
    std::array<iovec, kSlicesAtOnce> vectors{};
    std::size_t count = 0;
    for (auto i = index; i < body.size() && count < kSlicesAtOnce; ++i, ++count) {
      const auto bytes = body[i].bytes.subspan(i == index ? offset : 0);
      vectors[count] = {const_cast<std::byte*>(bytes.data()), bytes.size()};
    }
    msghdr message{};
    message.msg_iov = vectors.data();
    message.msg_iovlen = count;
    const auto sent = ::sendmsg(socket, &message, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) return false;
    offset += static_cast<std::size_t>(sent);
    while (index < body.size() && offset >= body[index].bytes.size()) {
      offset -= body[index++].bytes.size();
    }
  }
  return true;
}

/// A tenth of the rate every tenth of a second.
bool send_slowly(int socket, const Body& body, std::size_t bytes_per_second, std::stop_token stop) {
  const auto step = std::max<std::uint64_t>(1, bytes_per_second / 10);
  const auto size = size_bytes(body);
  for (std::uint64_t sent = 0; sent < size; sent += step) {
    if (!send_all(socket, part_of(body, sent, step))) return false;
    pause(std::chrono::milliseconds{100}, stop);
    if (stop.stop_requested()) return false;
  }
  return true;
}

/// Waits until the client closes the connection or the server shuts it down.
void wait_for_end(int socket) {
  pollfd waiting{.fd = socket, .events = POLLRDHUP, .revents = 0};
  while (::poll(&waiting, 1, -1) < 0 && errno == EINTR) {
  }
}

/// Makes the close that follows send RST instead of FIN.
void reset_on_close(int socket) {
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

}  // namespace

void pause(std::chrono::milliseconds duration, std::stop_token stop) {
  std::mutex mutex;
  std::condition_variable_any woken;
  std::unique_lock lock{mutex};
  woken.wait_for(lock, stop, duration, [] { return false; });
}

bool write_response(int socket, const Response& response, bool keep_alive, std::stop_token stop) {
  const auto& delivery = response.delivery;
  if (delivery.pause_before.count() > 0) pause(delivery.pause_before, stop);
  const bool is_whole = delivery.ending == Delivery::Ending::whole;
  if (delivery.ending == Delivery::Ending::reset_before_answer) {
    reset_on_close(socket);
    return false;
  }
  Body body{slice_of(head_of(response, keep_alive))};
  if (response.is_to_head) return send_all(socket, body);
  const auto sent = is_whole ? size_bytes(response.body) : size_bytes(response.body) / 2;
  if (delivery.body_bytes_per_second) {
    return send_all(socket, body) && send_slowly(socket, part_of(response.body, 0, sent),
                                                 *delivery.body_bytes_per_second, stop);
  }
  std::ranges::move(part_of(response.body, 0, sent), std::back_inserter(body));
  const bool is_sent = send_all(socket, body);
  if (delivery.ending == Delivery::Ending::reset_in_body) reset_on_close(socket);
  if (is_sent && delivery.ending == Delivery::Ending::stall_in_body) wait_for_end(socket);
  return is_sent && is_whole;
}

}  // namespace pixferry::simulator
