#include "api-gateway/http/listener_fixture.hpp"

#include <sys/mman.h>

namespace pixferry::http {

void ListenerFixture::start(ListenerOptions options) {
  add_routes();
  auto started = Listener::start(
      options, {.application = [this](Request& request) { return router_.respond(request); },
                .clock = clock_,
                .random = random_,
                .access_log =
                    [this](const AccessRecord& record) {
                      const std::lock_guard lock{mutex_};
                      accesses_.push_back(record);
                      changed_.notify_all();
                    }});
  ASSERT_TRUE(started) << started.error().message;
  listener_ = std::move(*started);
}

void ListenerFixture::TearDown() {
  open_gate();
  listener_.reset();
}

void ListenerFixture::add_routes() {
  router_.add({"GET", "/hello",
               [](const Request&) {
                 return Response{200, {}, "hello"};
               },
               Access::open});
  router_.add({"POST", "/echo",
               [](const Request& request) {
                 return Response{200, {}, request.body};
               },
               Access::open});
  router_.add({"GET", "/gate", [this](const Request&) { return wait_at_gate(); }, Access::open});
  router_.add({"GET", "/file", [this](const Request&) { return file(); }, Access::open});
  router_.add({"GET", "/bug",
               [](const Request&) -> Response { throw std::runtime_error("secret detail"); },
               Access::open});
}

std::string ListenerFixture::ask(const std::string& bytes) const {
  auto connection = connect();
  connection.send(bytes);
  return connection.read_reply();
}

Response ListenerFixture::wait_at_gate() {
  std::unique_lock lock{mutex_};
  ++waiting_;
  changed_.notify_all();
  changed_.wait(lock, [this] { return is_open_; });
  return {200, {}, "open"};
}

void ListenerFixture::wait_for_waiters_at_gate(int count) {
  std::unique_lock lock{mutex_};
  changed_.wait(lock, [&] { return waiting_ >= count; });
}

void ListenerFixture::open_gate() {
  const std::lock_guard lock{mutex_};
  is_open_ = true;
  changed_.notify_all();
}

void ListenerFixture::wait_for_accesses(std::size_t count) {
  std::unique_lock lock{mutex_};
  changed_.wait(lock, [&] { return accesses_.size() >= count; });
}

std::vector<AccessRecord> ListenerFixture::accesses() {
  const std::lock_guard lock{mutex_};
  return accesses_;
}

Response ListenerFixture::file() const {
  FileDescriptor content{::memfd_create("file", MFD_CLOEXEC)};
  EXPECT_EQ(::write(content.get(), file_bytes_.data(), file_bytes_.size()),
            static_cast<ssize_t>(file_bytes_.size()));
  return {
      200, {}, FileBody{std::move(content), 1, static_cast<std::int64_t>(file_bytes_.size()) - 1}};
}

}  // namespace pixferry::http
