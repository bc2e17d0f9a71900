#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "pipeline/platform/file_descriptor.hpp"

namespace pixferry {

struct LoopbackRequest {
  std::string method;
  std::string target;
  std::map<std::string, std::string> headers;  ///< names in lower case
  std::string body;
};

/// The server's end of one accepted connection, in the hands of a script.
class LoopbackConnection {
 public:
  /// The next request with its body of Content-Length bytes; nothing once the client has gone.
  std::optional<LoopbackRequest> receive();
  /// These bytes as they are. Whether they arrive is the client's matter.
  void send(std::string_view bytes);
  /// Blocks until the client hangs up or the server ends.
  void wait_for_hang_up();
  /// The socket, for scripts that speak something else than HTTP.
  int descriptor() const { return socket_.get(); }

 private:
  friend class LoopbackServer;
  using Record = std::function<void(const LoopbackRequest&)>;
  LoopbackConnection(FileDescriptor socket, Record record);
  bool read_more();
  void shut_down();

  FileDescriptor socket_;
  Record record_;
  std::string unread_;
};

/// A raw TCP server on 127.0.0.1 that runs a script on each connection, in a thread of its own, and
/// hangs up when the script returns. The end of the server ends every wait of its scripts.
/// Thread-safe.
class LoopbackServer {
 public:
  using Script = std::function<void(LoopbackConnection&)>;
  using Respond = std::function<std::string(const LoopbackRequest&)>;

  explicit LoopbackServer(Script script);
  ~LoopbackServer();
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;

  /// A script that sends what `respond` makes of each request and keeps the connection open.
  static Script answering(Respond respond);

  std::string origin() const { return "http://127.0.0.1:" + std::to_string(port_); }
  std::uint16_t port() const { return port_; }
  /// Connections accepted so far.
  int connections() const;
  /// Requests received so far, over all connections.
  std::vector<LoopbackRequest> requests() const;

 private:
  void accept_connections();

  Script script_;
  FileDescriptor listener_;
  std::uint16_t port_ = 0;
  mutable std::mutex mutex_;
  std::vector<LoopbackRequest> requests_;
  std::vector<std::shared_ptr<LoopbackConnection>> connections_;
  std::vector<std::jthread> scripts_;
  std::jthread acceptor_;
};

/// A script that sends this answer to each request and keeps the connection open.
LoopbackServer::Script always(const std::string& answer);

/// The bytes of an HTTP/1.1 answer with this body and its Content-Length.
std::string loopback_answer(int status, std::string_view body = "",
                            const std::vector<std::pair<std::string, std::string>>& headers = {});

}  // namespace pixferry
