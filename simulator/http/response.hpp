#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/platform/http_client.hpp"

namespace pixferry::simulator {

/// Bytes that `owner` keeps alive; they go to the socket without being copied.
struct Slice {
  std::shared_ptr<const void> owner;
  std::span<const std::byte> bytes;
};

Slice slice_of(std::string text);

using Body = std::vector<Slice>;

std::uint64_t size_bytes(const Body& body);

/// The bytes from `first` on, `count` of them at most.
Body part_of(const Body& body, std::uint64_t first, std::uint64_t count);

/// How the answer reaches the wire: whole, unless a fault is staged.
struct Delivery {
  enum class Ending {
    whole,
    reset_before_answer,  ///< RST instead of an answer
    reset_in_body,        ///< RST after half of the body
    close_in_body,        ///< FIN after half of the body, although more was announced
    stall_in_body,        ///< half of the body, then nothing until the client closes
  };
  Ending ending = Ending::whole;
  std::chrono::milliseconds pause_before{0};
  std::optional<std::size_t> body_bytes_per_second;
  std::function<void()> when_sent = {};  ///< called once all of it has been written
};

struct Response {
  int status = 200;
  std::vector<HttpHeader> headers;  ///< without Content-Length, which the writer adds
  Body body;
  bool is_to_head = false;  ///< the body's length is announced, the body not sent
  Delivery delivery;
};

Response text_response(int status, std::string_view content_type, std::string text);

}  // namespace pixferry::simulator
