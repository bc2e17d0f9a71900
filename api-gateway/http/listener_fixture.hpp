#pragma once

#include <gtest/gtest.h>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "api-gateway/http/listener.hpp"
#include "api-gateway/http/router.hpp"
#include "testing/raw_connection.hpp"
#include "testing/seeded_random.hpp"

namespace pixferry::http {

/// A live listener with a toy application:
///   GET /hello            "hello"
///   POST /echo            the body
///   GET /gate             "open", once open_gate() was called
///   GET /file             a file of `file_bytes`
class ListenerFixture : public testing::Test {
 protected:
  void start(ListenerOptions options = {});
  void stop(std::chrono::milliseconds grace) { listener_->stop(grace); }
  std::uint16_t port() const { return listener_->port(); }
  RawConnection connect() const { return RawConnection{listener_->port()}; }
  std::string ask(const std::string& bytes) const;

  void wait_for_waiter_at_gate() { wait_for_waiters_at_gate(1); }
  void wait_for_waiters_at_gate(int count);
  void open_gate();
  void wait_for_accesses(std::size_t count);
  std::vector<AccessRecord> accesses();

  std::string file_bytes_ = std::string(700'000, 'f');
  Router router_;

  void TearDown() override;

 private:
  void add_routes();
  Response wait_at_gate();
  Response file() const;

  SystemClock clock_;
  SeededRandom random_{7};
  std::mutex mutex_;
  std::condition_variable changed_;
  int waiting_ = 0;
  bool is_open_ = false;
  std::vector<AccessRecord> accesses_;
  std::unique_ptr<Listener> listener_;
};

inline const std::string kHello = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";

}  // namespace pixferry::http
