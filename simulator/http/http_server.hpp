#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "pipeline/model/result.hpp"
#include "pipeline/platform/file_descriptor.hpp"
#include "simulator/http/connection.hpp"

namespace pixferry::simulator {

struct HttpServerOptions {
  std::string host = "127.0.0.1";  ///< a numeric IPv4 or IPv6 address
  std::uint16_t port = 0;          ///< 0: the system chooses
  std::size_t connections_max = 1024;
  std::size_t body_bytes_max = 1u << 20;  ///< of a request; more ends its connection
};

/// HTTP/1.1 on a thread per connection, kept alive. Connections above the bound wait in the
/// system's queue. The answer is called from many threads at once.
class HttpServer {
 public:
  /// Error: `invalid_configuration` for an address that cannot be listened on.
  static Result<std::unique_ptr<HttpServer>> start(const HttpServerOptions& options, Answer answer);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// Cuts all connections and waits for their threads. May be called more than once.
  void stop();

  std::uint16_t port() const { return port_; }
  std::uint64_t connections_accepted() const { return accepted_; }

 private:
  struct Connection {
    FileDescriptor socket;
    bool is_over = false;
    std::thread thread;
  };

  HttpServer(FileDescriptor listener, const HttpServerOptions& options, Answer answer);
  void accept_connections();
  bool wait_for_room();
  void open_connection(FileDescriptor socket);
  void join_ended();

  FileDescriptor listener_;
  std::uint16_t port_;
  std::size_t connections_max_;
  Service service_;
  std::atomic<std::uint64_t> accepted_ = 0;
  std::stop_source stop_;
  std::mutex mutex_;
  std::condition_variable_any ended_;
  std::list<Connection> connections_;
  std::size_t open_count_ = 0;
  std::thread acceptor_;
};

}  // namespace pixferry::simulator
