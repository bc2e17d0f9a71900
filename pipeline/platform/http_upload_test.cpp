#include "pipeline/platform/http_client.hpp"
#include "testing/loopback_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <thread>

namespace pixferry {
namespace {

using ::testing::HasSubstr;

/// A file without a name that holds the text, its offset somewhere in the middle.
FileDescriptor file_of(std::string_view text) {
  FileDescriptor file{::memfd_create("body", MFD_CLOEXEC)};
  EXPECT_EQ(::write(file.get(), text.data(), text.size()), static_cast<ssize_t>(text.size()));
  ::lseek(file.get(), static_cast<off_t>(text.size() / 2), SEEK_SET);
  return file;
}

class HttpUpload : public ::testing::Test {
 protected:
  HttpRequest request(std::string_view method, std::int64_t size_bytes) const {
    return {.method = std::string{method},
            .url = server_.origin() + "/place",
            .headers = {{"Content-Type", "image/png"}},
            .body_file = BodyFile{file_.get(), size_bytes}};
  }
  Result<HttpAnswer> send(const HttpRequest& request, const Context& context = {}) {
    return client_.send(context, request);
  }

  std::string text_ = std::string{"a\0b", 3} + std::string(3'000'000, 'x') + "end";
  std::int64_t size_bytes_ = static_cast<std::int64_t>(text_.size());
  FileDescriptor file_ = file_of(text_);
  LoopbackServer server_{LoopbackServer::answering(
      [](const LoopbackRequest& request) { return loopback_answer(200, request.method); })};
  SystemClock clock_;
  HttpClient client_{{.trusted_origins = {server_.origin()}}, clock_, {}};
};

TEST_F(HttpUpload, SendsTheWholeFileWithItsLengthAndNothingUnasked) {
  for (const auto* method : {"PUT", "POST"}) {
    const auto answer = send(request(method, size_bytes_));
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(answer->body, method);
    const LoopbackRequest seen = server_.requests().back();
    EXPECT_TRUE(seen.body == text_) << seen.body.size();
    EXPECT_EQ(seen.headers.at("content-length"), std::to_string(text_.size()));
    EXPECT_EQ(seen.headers.at("content-type"), "image/png");
    for (const auto* unasked : {"expect", "transfer-encoding"}) {
      EXPECT_EQ(seen.headers.count(unasked), 0u) << unasked;
    }
  }
  EXPECT_EQ(::lseek(file_.get(), 0, SEEK_CUR), static_cast<off_t>(text_.size() / 2));
}

TEST_F(HttpUpload, SendsNoMoreOfTheFileThanItWasTold) {
  ASSERT_TRUE(send(request("PUT", 2)));
  EXPECT_EQ(server_.requests().back().body, (std::string{"a\0", 2}));
  ASSERT_TRUE(send(request("PUT", 0)));
  EXPECT_EQ(server_.requests().back().headers.at("content-length"), "0");
}

TEST_F(HttpUpload, LeavesTheNextRequestOfTheConnectionAsItIs) {
  ASSERT_TRUE(send(request("PUT", 3)));
  ASSERT_TRUE(send({.url = server_.origin()}));
  EXPECT_EQ(server_.requests().back().method, "GET");
  EXPECT_EQ(server_.requests().back().headers.count("content-length"), 0u);
  EXPECT_EQ(server_.connections(), 1);
}

TEST_F(HttpUpload, SendsOneFileFromManyThreads) {
  std::atomic<int> right = 0;
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 8; ++thread) {
      threads.emplace_back([&] { right += send(request("PUT", size_bytes_)) ? 1 : 0; });
    }
  }
  EXPECT_EQ(right, 8);
  for (const auto& seen : server_.requests()) EXPECT_TRUE(seen.body == text_);
}

TEST_F(HttpUpload, StartsTheFileAgainOnANewConnection) {
  std::atomic<int> scripts = 0;
  const LoopbackServer server{[&](LoopbackConnection& connection) {
    const bool is_first = ++scripts == 1;
    if (!connection.receive()) return;
    connection.send(loopback_answer(200, "x"));
    if (connection.receive() && !is_first) connection.send(loopback_answer(200, "y"));
  }};
  HttpClient client{{.trusted_origins = {server.origin()}}, clock_, {}};
  ASSERT_TRUE(client.send({}, {.url = server.origin()}));
  auto upload = request("PUT", size_bytes_);
  upload.url = server.origin();
  const auto answer = client.send({}, upload);
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(server.connections(), 2);
  EXPECT_TRUE(server.requests().back().body == text_);
}

TEST_F(HttpUpload, SaysThatTheFileIsTooShortOrCannotBeRead) {
  const auto of_short_file = send(request("PUT", size_bytes_ + 1));
  ASSERT_FALSE(of_short_file);
  EXPECT_EQ(of_short_file.error().code, ErrorCode::storage_unavailable);
  EXPECT_THAT(of_short_file.error().message, HasSubstr("too short"));
  file_ = FileDescriptor{};
  EXPECT_EQ(send(request("PUT", size_bytes_)).error().code, ErrorCode::storage_unavailable);
}

TEST_F(HttpUpload, HearsARefusalThatComesBeforeTheLastByte) {
  const LoopbackServer server{[](LoopbackConnection& connection) {
    connection.send(loopback_answer(413, "too large"));
    connection.wait_for_hang_up();
  }};
  HttpClient client{{.trusted_origins = {server.origin()}}, clock_, {}};
  const auto large = file_of(std::string(30'000'000, 'x'));
  const auto answer = client.send(
      {},
      {.method = "PUT", .url = server.origin(), .body_file = BodyFile{large.get(), 30'000'000}});
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->status, 413);
}

TEST_F(HttpUpload, IsCalledOffByStop) {
  std::stop_source stop;
  const LoopbackServer server{[&](LoopbackConnection& connection) {
    stop.request_stop();
    connection.wait_for_hang_up();
  }};
  HttpClient client{{.trusted_origins = {server.origin()}}, clock_, {}};
  auto upload = request("PUT", size_bytes_);
  upload.url = server.origin();
  EXPECT_EQ(client.send({.stop = stop.get_token()}, upload).error().code, ErrorCode::stopped);
}

TEST_F(HttpUpload, TakesOneBodyAndNoneForHead) {
  auto two = request("PUT", 3);
  two.body = "another";
  EXPECT_EQ(send(two).error().code, ErrorCode::invalid_request);
  EXPECT_EQ(send(request("HEAD", 3)).error().code, ErrorCode::invalid_request);
  EXPECT_EQ(server_.connections(), 0);
}

}  // namespace
}  // namespace pixferry
