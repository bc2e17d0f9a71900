#include "pipeline/content/inspect/descriptor_passing.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string_view>

namespace pixferry {
namespace {

constexpr std::string_view kText = "bytes of a spool";

FileDescriptor file_with_text() {
  FileDescriptor file{::memfd_create("spool", MFD_CLOEXEC)};
  EXPECT_EQ(::write(file.get(), kText.data(), kText.size()), std::ssize(kText));
  return file;
}

std::string text_of(int file) {
  std::string text(kText.size() + 1, '\0');
  const auto got = ::pread(file, text.data(), text.size(), 0);
  return text.substr(0, got < 0 ? 0 : static_cast<std::size_t>(got));
}

TEST(DescriptorPassing, AReopenedFileCanBeReadAndInNoWayWritten) {
  const auto file = file_with_text();
  const auto reopened = reopened_read_only(file.get());
  ASSERT_TRUE(reopened) << reopened.error().message;
  const int descriptor = reopened->get();
  EXPECT_EQ(text_of(descriptor), kText);
  EXPECT_EQ(::lseek(descriptor, 0, SEEK_CUR), 0) << "an offset of its own";

  EXPECT_EQ(::pwrite(descriptor, "x", 1, 0), -1);
  EXPECT_EQ(errno, EBADF);
  EXPECT_EQ(::ftruncate(descriptor, 0), -1);
  EXPECT_EQ(::mmap(nullptr, 1, PROT_WRITE, MAP_SHARED, descriptor, 0), MAP_FAILED);
  EXPECT_EQ(errno, EACCES);
  EXPECT_EQ(text_of(file.get()), kText);
}

TEST(DescriptorPassing, WhatIsNotOpenCannotBeReopened) {
  const auto reopened = reopened_read_only(1'000'000);
  ASSERT_FALSE(reopened);
  EXPECT_EQ(reopened.error().code, ErrorCode::storage_unavailable);
}

class DescriptorSocket : public testing::Test {
 protected:
  void SetUp() override {
    int ends[2];
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
    ours = FileDescriptor{ends[0]};
    theirs = FileDescriptor{ends[1]};
  }

  FileDescriptor ours;
  FileDescriptor theirs;
  std::array<std::byte, 8> buffer{};
  FileDescriptor received;
};

TEST_F(DescriptorSocket, CarriesADescriptorBesideTheBytes) {
  const auto file = file_with_text();
  const std::array sent{std::byte{1}, std::byte{2}};
  ASSERT_TRUE(send_with_descriptor(ours.get(), sent, file.get()));
  EXPECT_EQ(receive_with_descriptor(theirs.get(), buffer, received), 2);
  EXPECT_EQ(buffer[1], std::byte{2});
  ASSERT_TRUE(received);
  EXPECT_EQ(text_of(received.get()), kText);
  EXPECT_EQ(::fcntl(received.get(), F_GETFD), FD_CLOEXEC);
}

TEST_F(DescriptorSocket, SaysSoWhenTheOtherSideIsGone) {
  theirs = {};
  const auto file = file_with_text();
  EXPECT_FALSE(send_with_descriptor(ours.get(), std::array{std::byte{1}}, file.get()));
}

TEST_F(DescriptorSocket, DoesNotWaitForASideThatNeverReads) {
  const auto file = file_with_text();
  const std::vector<std::byte> much(64 << 10);
  bool was_sent = true;
  for (int i = 0; i < 1000 && was_sent; ++i) {
    was_sent = send_with_descriptor(ours.get(), much, file.get());
  }
  EXPECT_FALSE(was_sent);
}

}  // namespace
}  // namespace pixferry
