#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "pipeline/platform/byte_stream.hpp"
#include "pipeline/platform/clock.hpp"
#include "pipeline/platform/file_descriptor.hpp"

struct addrinfo;

namespace pixferry {

/// Plain TCP. A peer that vanishes without a word is noticed within a minute.
class TcpStream final : public ByteStream {
 public:
  /// Tries the addresses of the host in the resolver's order, IPv6 and IPv4 alike, and gives each
  /// its share of the time. The clock is the one of the contexts' deadlines. Errors as of the
  /// stream; the messages say what happened but not to whom. The resolver alone obeys no context:
  /// it gives up after its own time (resolv.conf(5)).
  static Result<std::unique_ptr<TcpStream>> connect(const Context& context, const std::string& host,
                                                    std::uint16_t port, const Clock& clock);

  Result<> send(const Context& context, std::string_view bytes) override;
  Result<std::size_t> receive(const Context& context, std::span<char> into) override;

 private:
  TcpStream(FileDescriptor socket, const Clock& clock);
  static Result<std::unique_ptr<TcpStream>> connect(const Context& context, const addrinfo& address,
                                                    const Clock& clock);
  Result<> wait_for(const Context& context, short events);

  FileDescriptor socket_;
  FileDescriptor wake_;  ///< an eventfd: ends a wait when the context is stopped
  const Clock& clock_;
};

}  // namespace pixferry
