#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "pipeline/platform/file_descriptor.hpp"

namespace pixferry {

/// A TCP connection to 127.0.0.1 that sends and receives bytes as they are: for what no HTTP client
/// would send. Every wait is bounded and fails the test by giving back what has come so far.
class RawConnection {
 public:
  /// `before_connect` runs when the socket is made and not yet connected.
  explicit RawConnection(std::uint16_t port, const std::function<void()>& before_connect = {});

  /// False once the other side has gone.
  bool send(std::string_view bytes);
  void hang_up() { socket_ = FileDescriptor{}; }
  /// One reply: its head, and the body that Content-Length promises. What follows stays for the
  /// next call.
  std::string read_reply(bool has_body = true);
  /// Everything up to that mark and with it; less where the other side closes before.
  std::string read_through(std::string_view mark);
  /// Whatever still comes until the other side closes; `is_closed` tells whether it did.
  std::string read_to_end();
  bool is_closed() const { return is_closed_; }
  /// Whether anything arrives within that time.
  bool hears_something_within(int milliseconds);

 private:
  bool receive();

  FileDescriptor socket_;
  std::string received_;
  bool is_closed_ = false;
};

/// The status of a reply as read, 0 if it is none.
int status_of(std::string_view reply);
std::string_view body_of(std::string_view reply);
/// A header's value; the name as it is written in the reply.
std::string_view header_of(std::string_view reply, std::string_view name);

}  // namespace pixferry
