#include "bench/bare_loop.hpp"

#include <curl/curl.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <functional>
#include <memory>
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

/// Where a thread's images go.
struct Sink {
  virtual ~Sink() = default;
  virtual void store(std::size_t number, const std::string& body) = 0;
};

using MakeSink = std::function<std::unique_ptr<Sink>()>;

class Folders {
 public:
  explicit Folders(const std::string& root) {
    for (std::size_t i = 0; i < kFolders; ++i) {
      const auto path = fmt::format("{}/{:02x}", root, i);
      ::mkdir(path.c_str(), 0755);
      folders_[i] = FileDescriptor{::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
      expect(bool{folders_[i]}, "open a folder");
    }
  }
  int of(std::size_t number) const { return folders_[number % kFolders].get(); }

 private:
  std::array<FileDescriptor, kFolders> folders_;
};

class FolderSink final : public Sink {
 public:
  explicit FolderSink(const Folders& folders) : folders_(folders) {}

  void store(std::size_t number, const std::string& body) override {
    const auto folder = folders_.of(number);
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

 private:
  const Folders& folders_;
};

using Curl = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;

Curl new_handle(std::string& answer) {
  Curl curl{curl_easy_init(), curl_easy_cleanup};
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, append);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &answer);
  curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_FAILONERROR, 1L);
  return curl;
}

class BucketSink final : public Sink {
 public:
  explicit BucketSink(const BareBucket& bucket) : bucket_(bucket) {
    for (const auto& line : {"apikey: " + bucket.key, std::string{"Content-Type: image/jpeg"},
                             std::string{"x-upsert: true"}, std::string{"Expect:"}}) {
      headers_.reset(curl_slist_append(headers_.release(), line.c_str()));
    }
    curl_easy_setopt(curl_.get(), CURLOPT_HTTPHEADER, headers_.get());
  }

  void store(std::size_t number, const std::string& body) override {
    answer_.clear();
    curl_easy_setopt(curl_.get(), CURLOPT_URL,
                     fmt::format("{}/{}.jpg", bucket_.url, number).c_str());
    curl_easy_setopt(curl_.get(), CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(body.size()));
    curl_easy_setopt(curl_.get(), CURLOPT_POSTFIELDS, body.data());
    expect(curl_easy_perform(curl_.get()) == CURLE_OK, "upload a file");
  }

 private:
  const BareBucket& bucket_;
  std::string answer_;
  std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers_{nullptr,
                                                                       curl_slist_free_all};
  Curl curl_ = new_handle(answer_);
};

class BareLoop {
 public:
  BareLoop(const std::vector<std::string>& urls, MakeSink make_sink)
      : urls_(urls), make_sink_(std::move(make_sink)) {}

  Cost run(std::size_t threads) {
    const auto cpu_before = own_cpu_time();
    const auto began = std::chrono::steady_clock::now();
    {
      std::vector<std::jthread> running;
      for (std::size_t i = 0; i < threads; ++i) running.emplace_back([this] { run_or_note(); });
    }
    if (!failure_.empty()) throw std::runtime_error(failure_);
    return {.wall = std::chrono::steady_clock::now() - began, .cpu = own_cpu_time() - cpu_before};
  }

 private:
  void run_or_note() {
    try {
      run_thread();
    } catch (const std::runtime_error& error) {
      const std::lock_guard lock{mutex_};
      failure_ = error.what();
    }
  }

  void run_thread() {
    const auto sink = make_sink_();
    std::string body;
    const auto curl = new_handle(body);
    for (auto i = next_++; i < urls_.size(); i = next_++) {
      body.clear();
      curl_easy_setopt(curl.get(), CURLOPT_URL, urls_[i].c_str());
      expect(curl_easy_perform(curl.get()) == CURLE_OK, "download a file");
      sink->store(i, body);
    }
  }

  const std::vector<std::string>& urls_;
  const MakeSink make_sink_;
  std::atomic<std::size_t> next_ = 0;
  std::mutex mutex_;
  std::string failure_;
};

}  // namespace

Cost run_bare_loop(const std::vector<std::string>& urls, const std::string& folder,
                   std::size_t threads) {
  const Folders folders{folder};
  return BareLoop{urls, [&] { return std::make_unique<FolderSink>(folders); }}.run(threads);
}

Cost run_bare_loop(const std::vector<std::string>& urls, const BareBucket& bucket,
                   std::size_t threads) {
  return BareLoop{urls, [&] { return std::make_unique<BucketSink>(bucket); }}.run(threads);
}

}  // namespace pixferry::bench
