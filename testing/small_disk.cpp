#include "testing/small_disk.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace pixferry {
namespace {

/// A user without privileges is root in a namespace of its own.
bool enter_namespace() {
  if (::unshare(CLONE_NEWNS) == 0) return true;
  const auto user = ::getuid();
  const auto group = ::getgid();
  if (::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) return false;
  std::ofstream{"/proc/self/uid_map"} << fmt::format("0 {} 1", user);
  std::ofstream{"/proc/self/setgroups"} << "deny";
  std::ofstream{"/proc/self/gid_map"} << fmt::format("0 {} 1", group);
  return true;
}

std::string enter_and_try() {
  if (!enter_namespace() || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) {
    return fmt::format("nothing can be mounted here ({})", std::strerror(errno));
  }
  return {};
}

std::string size_option(std::int64_t size_bytes) {
  return fmt::format("size={}", size_bytes);
}

}  // namespace

std::string SmallDisk::why_not_here() {
  static const std::string reason = enter_and_try();
  return reason;
}

SmallDisk::SmallDisk(std::string directory, std::int64_t size_bytes)
    : directory_(std::move(directory)), size_bytes_(size_bytes) {
  std::filesystem::create_directories(directory_);
  if (::mount("pixferry-test", directory_.c_str(), "tmpfs", 0, size_option(size_bytes).c_str()) !=
      0) {
    throw std::runtime_error(fmt::format("mount {}: {}", directory_, std::strerror(errno)));
  }
}

SmallDisk::~SmallDisk() {
  ::umount2(directory_.c_str(), MNT_DETACH);
}

void SmallDisk::resize(std::int64_t size_bytes) {
  size_bytes_ = size_bytes;
  make_writable();
}

bool SmallDisk::make_read_only() {
  return remount(MS_RDONLY, size_bytes_);
}

void SmallDisk::make_writable() {
  if (!remount(0, size_bytes_)) {
    throw std::runtime_error(fmt::format("remount {}: {}", directory_, std::strerror(errno)));
  }
}

std::int64_t SmallDisk::free_bytes() const {
  return static_cast<std::int64_t>(std::filesystem::space(directory_).available);
}

bool SmallDisk::remount(unsigned long flags, std::int64_t size_bytes) {
  return ::mount("pixferry-test", directory_.c_str(), "tmpfs", MS_REMOUNT | flags,
                 size_option(size_bytes).c_str()) == 0;
}

}  // namespace pixferry
