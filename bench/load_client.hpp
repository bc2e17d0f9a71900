#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "pipeline/platform/file_descriptor.hpp"

namespace pixferry::bench {

/// A connection to 127.0.0.1 that asks for one thing after the other and costs next to nothing, so
/// that what is measured is the server. Throws std::runtime_error where the connection fails.
class LoadClient {
 public:
  explicit LoadClient(std::uint16_t port);

  struct Reply {
    int status = 0;
    std::string body;
  };
  /// The reply must have a Content-Length.
  Reply get_reply(std::string_view target);
  int get(std::string_view target) { return get_reply(target).status; }
  /// Posts JSON. The reply must have a Content-Length.
  Reply post(std::string_view target, std::string_view json);

  struct Streamed {
    int status = 0;
    std::int64_t bytes = 0;
    std::int64_t lines = 0;
    bool is_whole = false;  ///< the last chunk came
  };
  /// Reads a reply that comes in chunks.
  Streamed get_stream(std::string_view target);

 private:
  void send(std::string_view request);
  void send_get(std::string_view target);
  Reply receive_reply();
  /// More of what the server says, in received_.
  void receive();
  std::string read_head();

  FileDescriptor socket_;
  std::string received_;
};

}  // namespace pixferry::bench
