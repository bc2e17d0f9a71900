#include "bench/deployment.hpp"

#include <fmt/format.h>

#include "testing/free_port.hpp"

namespace pixferry::bench {

Deployment::Deployment(std::string pixferry, const Workload& workload, std::string folder)
    : pixferry_(std::move(pixferry)),
      folder_(std::move(folder)),
      redis_port_(free_port()),
      redis_({.words = {"/usr/bin/redis-server", "--port", std::to_string(redis_port_), "--save",
                        "", "--bind", "127.0.0.1"},
              .environment = {},
              .output_path = folder_ + "/redis"}),
      simulator_(pixferry_, workload, folder_) {}

std::map<std::string, std::string> Deployment::fresh_settings(int transfers) {
  return {{"DATABASE_URL", postgres_.url(postgres_.lend_database())},
          {"REDIS_URL", fmt::format("redis://127.0.0.1:{}", redis_port_)},
          {"SUPABASE_URL", simulator_.api_url()},
          {"SUPABASE_SERVICE_KEY", simulator_.supabase_key()},
          {"DATA_DIR", folder_ + "/data"},
          {"GOOGLE_API_KEY", "any"},
          {"THUMBNAILS", "off"},
          {"GOOGLE_DRIVE_API_URL", simulator_.api_url()},
          {"WORKER_TRANSFERS", std::to_string(transfers)}};
}

std::unique_ptr<MeasuredProcess> Deployment::start(
    const std::vector<std::string>& words, const std::map<std::string, std::string>& settings,
    const std::string& name) const {
  MeasuredProcess::Command command{.words = {pixferry_},
                                   .environment = settings,
                                   .output_path = fmt::format("{}/{}", folder_, name)};
  command.words.insert(command.words.end(), words.begin(), words.end());
  return std::make_unique<MeasuredProcess>(command);
}

BareBucket Deployment::bucket() const {
  return {simulator_.api_url() + "/storage/v1/object/images/bare", simulator_.supabase_key()};
}

}  // namespace pixferry::bench
