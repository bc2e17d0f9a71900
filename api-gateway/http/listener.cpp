#include "api-gateway/http/listener.hpp"

#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include "api-gateway/http/problem.hpp"
#include "api-gateway/http/request_pool.hpp"
#include "api-gateway/http/session.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <condition_variable>
#include <deque>
#include <exception>
#include <map>
#include <mutex>
#include <stop_token>
#include <thread>

namespace pixferry::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using SystemError = boost::system::error_code;

constexpr int kBacklog = 1024;

/// One thread that serves sockets, and nothing else runs in its io_context.
struct SocketThread {
  asio::io_context io{1};
  asio::executor_work_guard<asio::io_context::executor_type> work = asio::make_work_guard(io);
  std::jthread thread;
};

/// The connections that are open.
class OpenSessions {
 public:
  std::size_t count() const {
    const std::lock_guard lock{mutex_};
    return sessions_.size();
  }
  std::uint64_t reserve() {
    const std::lock_guard lock{mutex_};
    sessions_.try_emplace(++last_);
    return last_;
  }
  void set(std::uint64_t number, const std::shared_ptr<Session>& session) {
    const std::lock_guard lock{mutex_};
    sessions_[number].session = session;
  }
  /// Has the oldest one close that waits for a request; false if none does. A request that comes
  /// at this very moment is lost with its connection, as with every server that closes idle ones.
  bool close_an_idle_one() {
    std::shared_ptr<Session> idle;
    {
      const std::lock_guard lock{mutex_};
      for (auto& [number, open] : sessions_) {
        if (open.is_closing) continue;
        const auto session = open.session.lock();
        if (!session || !session->is_idle()) continue;
        open.is_closing = true;
        idle = session;
        break;
      }
    }
    if (idle) idle->drain();
    return idle != nullptr;
  }
  void remove(std::uint64_t number) {
    const std::lock_guard lock{mutex_};
    sessions_.erase(number);
    if (sessions_.empty()) emptied_.notify_all();
  }
  /// Calls the method on each; the lock is not held meanwhile, as the last owner of a session
  /// removes it.
  void on_each(void (Session::*method)()) const {
    std::vector<std::shared_ptr<Session>> open;
    {
      const std::lock_guard lock{mutex_};
      for (const auto& [number, session] : sessions_) open.push_back(session.session.lock());
    }
    for (const auto& session : open) {
      if (session) ((*session).*method)();
    }
  }
  void wait_until_none(std::chrono::milliseconds at_most) {
    std::unique_lock lock{mutex_};
    emptied_.wait_for(lock, at_most, [this] { return sessions_.empty(); });
  }

 private:
  struct Open {
    std::weak_ptr<Session> session;
    bool is_closing = false;
  };

  mutable std::mutex mutex_;
  std::condition_variable emptied_;
  std::map<std::uint64_t, Open> sessions_;  ///< by age
  std::uint64_t last_ = 0;
};

class SocketListener final : public Listener {
 public:
  SocketListener(ListenerOptions options, ListenerParts parts);
  ~SocketListener() override { stop(std::chrono::milliseconds{0}); }

  Result<> open();
  std::uint16_t port() const override { return port_; }
  void stop(std::chrono::milliseconds grace) override;

 private:
  Result<tcp::endpoint> resolve();
  Error cannot_listen(const SystemError& error) const;
  void wait_for_connections();
  void accept_all();
  void pause_accepting();
  bool has_room();
  void admit(int socket);

  const ListenerOptions options_;
  const ListenerParts parts_;
  std::uint16_t port_ = 0;
  std::atomic<bool> is_draining_{false};
  std::stop_source stop_;
  OpenSessions sessions_;
  std::deque<SocketThread> threads_;
  tcp::acceptor acceptor_;
  asio::steady_timer pause_;
  std::unique_ptr<RequestPool> pool_;
  std::optional<SessionParts> session_parts_;
  std::size_t next_thread_ = 0;
};

/// What a handler throws is a bug, and ends that one request.
Application never_throwing(Application application) {
  return [application = std::move(application)](Request& request) {
    try {
      return application(request);
    } catch (const std::exception&) {
      return to_response(problem_of({ErrorCode::internal, ""}), request.request_id);
    }
  };
}

SocketListener::SocketListener(ListenerOptions options, ListenerParts parts)
    : options_(std::move(options)),
      parts_{never_throwing(std::move(parts.application)), parts.clock, parts.random,
             std::move(parts.access_log)},
      threads_(static_cast<std::size_t>(std::max(options_.socket_threads, 1))),
      acceptor_(threads_.front().io),
      pause_(threads_.front().io) {}

Result<> SocketListener::open() {
  const auto endpoint = resolve();
  if (!endpoint) return endpoint.error();
  SystemError error;
  acceptor_.open(endpoint->protocol(), error);
  if (!error) acceptor_.set_option(tcp::acceptor::reuse_address{true}, error);
  if (!error) acceptor_.bind(*endpoint, error);
  if (!error) acceptor_.listen(kBacklog, error);
  if (!error) acceptor_.non_blocking(true, error);
  if (error) return cannot_listen(error);
  port_ = acceptor_.local_endpoint(error).port();
  if (error) return cannot_listen(error);

  pool_ = std::make_unique<RequestPool>(options_.request_threads, options_.waiting_requests_max);
  session_parts_.emplace(SessionParts{options_, parts_, *pool_, stop_.get_token(), is_draining_});
  wait_for_connections();
  for (auto& thread : threads_) thread.thread = std::jthread{[&io = thread.io] { io.run(); }};
  return {};
}

Result<tcp::endpoint> SocketListener::resolve() {
  SystemError error;
  tcp::resolver resolver{threads_.front().io};
  const auto found =
      resolver.resolve(options_.host, fmt::format("{}", options_.port),
                       tcp::resolver::passive | tcp::resolver::numeric_service, error);
  if (error || found.empty()) return cannot_listen(error);
  return found.begin()->endpoint();
}

Error SocketListener::cannot_listen(const SystemError& error) const {
  return {ErrorCode::invalid_configuration,
          fmt::format("Cannot listen on {} port {}: {}. Set HOST and PORT to a free address of "
                      "this machine.",
                      options_.host, options_.port, error.message())};
}

void SocketListener::wait_for_connections() {
  acceptor_.async_wait(tcp::acceptor::wait_read, [this](SystemError error) {
    if (!error) accept_all();
  });
}

void SocketListener::accept_all() {
  while (true) {
    const int socket =
        ::accept4(acceptor_.native_handle(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (socket >= 0) {
      admit(socket);
      continue;
    }
    if (errno == EAGAIN || errno == EWOULDBLOCK) return wait_for_connections();
    // Of this connection alone: its client has gone, or the network lost it.
    if (errno == ECONNABORTED || errno == EINTR || errno == EPROTO) continue;
    return pause_accepting();
  }
}

/// Out of descriptors or memory: accepting again at once would only spin.
void SocketListener::pause_accepting() {
  sessions_.close_an_idle_one();
  pause_.expires_after(options_.accept_pause);
  pause_.async_wait([this](SystemError error) {
    if (!error && acceptor_.is_open()) accept_all();
  });
}

/// At the cap a connection that nobody uses makes room for one that somebody may. It closes a
/// moment later, so that for that long there are a few more than the cap.
bool SocketListener::has_room() {
  const auto open = sessions_.count();
  if (open < options_.connections_max) return true;
  return open < options_.connections_max + kBacklog && sessions_.close_an_idle_one();
}

void SocketListener::admit(int socket) {
  if (!has_room()) {
    constexpr std::string_view full =
        "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nConnection: close\r\n"
        "Content-Length: 0\r\n\r\n";
    // Best effort on a fresh socket; the client learns of it by the close in any case.
    [[maybe_unused]] const auto sent = ::send(socket, full.data(), full.size(), MSG_NOSIGNAL);
    ::close(socket);
    return;
  }
  const int at_once = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
  const auto number = sessions_.reserve();
  auto& thread = threads_[next_thread_++ % threads_.size()];
  const auto session = Session::make(thread.io, socket, *session_parts_,
                                     [this, number] { sessions_.remove(number); });
  if (!session) return sessions_.remove(number);
  sessions_.set(number, session);
  session->begin();
}

void SocketListener::stop(std::chrono::milliseconds grace) {
  if (!pool_) return;
  is_draining_ = true;
  asio::post(threads_.front().io, [this] {
    SystemError ignored;
    acceptor_.close(ignored);
    pause_.cancel();
    sessions_.on_each(&Session::drain);
  });
  sessions_.wait_until_none(grace);
  stop_.request_stop();
  for (auto& thread : threads_) thread.io.stop();
  for (auto& thread : threads_) thread.thread.join();
  sessions_.on_each(&Session::abort);
  pool_.reset();
}

}  // namespace

ListenerOptions ListenerOptions::from(const Limits& limits) {
  ListenerOptions options;
  options.header_bytes_max = limits.request_header_bytes_max;
  options.body_bytes_max = limits.request_body_bytes_max;
  options.connections_max = limits.connections_max;
  options.header_timeout = limits.request_header_seconds_max;
  options.request_timeout = limits.request_seconds_max;
  options.write_timeout = limits.response_seconds_max;
  options.idle_timeout = limits.keep_alive_seconds_max;
  return options;
}

Result<std::unique_ptr<Listener>> Listener::start(const ListenerOptions& options,
                                                  ListenerParts parts) {
  auto listener = std::make_unique<SocketListener>(options, std::move(parts));
  if (auto opened = listener->open(); !opened) return opened.error();
  return std::unique_ptr<Listener>{std::move(listener)};
}

}  // namespace pixferry::http
