#include "bench/bare_loop.hpp"

#include <curl/curl.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdio>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "pipeline/platform/file_descriptor.hpp"

namespace pixferry::bench {
namespace {

constexpr std::size_t kFolders = 256;

void expect(bool succeeded, const char* what) {
  if (!succeeded) throw std::runtime_error(fmt::format("the bare loop cannot {}", what));
}

std::size_t append(const char* bytes, std::size_t, std::size_t count, void* body) {
  static_cast<std::string*>(body)->append(bytes, count);
  return count;
}

class BareLoop {
 public:
  BareLoop(const std::vector<std::string>& urls, const std::string& folder) : urls_(urls) {
    for (std::size_t i = 0; i < kFolders; ++i) {
      const auto path = fmt::format("{}/{:02x}", folder, i);
      ::mkdir(path.c_str(), 0755);
      folders_[i] = FileDescriptor{::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
      expect(bool{folders_[i]}, "open a folder");
    }
  }

  void run() {
    auto* curl = curl_easy_init();
    std::string body;
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, append);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &body);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_FAILONERROR, 1L);
    for (auto i = next_++; i < urls_.size(); i = next_++) {
      body.clear();
      curl_easy_setopt(curl, CURLOPT_URL, urls_[i].c_str());
      expect(curl_easy_perform(curl) == CURLE_OK, "download a file");
      store(i, body);
    }
    curl_easy_cleanup(curl);
  }

 private:
  void store(std::size_t number, const std::string& body) const {
    const auto folder = folders_[number % kFolders].get();
    const auto temporary = fmt::format("{}.part", number);
    const FileDescriptor file{
        ::openat(folder, temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)};
    expect(bool{file}, "make a file");
    expect(::write(file.get(), body.data(), body.size()) == static_cast<ssize_t>(body.size()),
           "write a file");
    expect(::fsync(file.get()) == 0, "fsync a file");
    const auto name = std::to_string(number);
    expect(::renameat(folder, temporary.c_str(), folder, name.c_str()) == 0, "rename a file");
    expect(::fsync(folder) == 0, "fsync a folder");
  }

  const std::vector<std::string>& urls_;
  std::array<FileDescriptor, kFolders> folders_;
  std::atomic<std::size_t> next_ = 0;
};

}  // namespace

Cost run_bare_loop(const std::vector<std::string>& urls, const std::string& folder,
                   std::size_t threads) {
  BareLoop loop{urls, folder};
  std::mutex mutex;
  std::string failure;
  const auto cpu_before = own_cpu_time();
  const auto began = std::chrono::steady_clock::now();
  {
    std::vector<std::jthread> running;
    for (std::size_t i = 0; i < threads; ++i) {
      running.emplace_back([&] {
        try {
          loop.run();
        } catch (const std::runtime_error& error) {
          const std::lock_guard lock{mutex};
          failure = error.what();
        }
      });
    }
  }
  if (!failure.empty()) throw std::runtime_error(failure);
  return {.wall = std::chrono::steady_clock::now() - began, .cpu = own_cpu_time() - cpu_before};
}

}  // namespace pixferry::bench
