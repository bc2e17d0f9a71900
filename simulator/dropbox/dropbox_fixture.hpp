#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

#include "pipeline/platform/clock.hpp"
#include "pipeline/platform/http_client.hpp"
#include "pipeline/source/dropbox/dropbox_provider.hpp"
#include "pipeline/source/link.hpp"
#include "simulator/simulator.hpp"
#include "testing/raw_http_client.hpp"

namespace pixferry::simulator {

/// A simulated Dropbox, and what it takes to ask it: bare requests, or our own provider.
class DropboxRig {
 public:
  explicit DropboxRig(SimulatorOptions options) {
    auto started = Simulator::start(std::move(options));
    if (!started) throw std::runtime_error(started.error().message);
    simulator_ = std::move(*started);
    const auto url = simulator_->base_url();
    raw_.emplace(static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1))));
    http_.emplace(HttpPolicy{.trusted_origins = {url}}, clock_, limits_);
  }

  static SimulatorOptions small(int page_size_max = 7) {
    return {.photos = 30, .folders = 4, .photo_edge_max = 32, .page_size_max = page_size_max};
  }

  Simulator& simulator() { return *simulator_; }
  const DropboxTree& tree() { return simulator_->dropbox().tree(); }

  /// A provider with these credentials.
  std::unique_ptr<pixferry::Dropbox> provider(DropboxConfig config) {
    config.api_url = simulator_->dropbox_api_url();
    config.content_url = simulator_->dropbox_content_url();
    return std::make_unique<pixferry::Dropbox>(*http_, std::move(config), clock_, limits_);
  }
  static DropboxConfig with_token() { return {.access_token = Secret{"a-token"}}; }
  DropboxConfig with_renewal() {
    const auto& options = simulator_->dropbox().options();
    return {.refresh_token = Secret{options.refresh_token},
            .app_key = Secret{options.app_key},
            .app_secret = Secret{options.app_secret}};
  }
  DropboxConfig with_app() {
    auto config = with_renewal();
    config.refresh_token = Secret{};
    return config;
  }

  /// The link as a person pastes it, read.
  Link link(const DropboxLink& link, std::string password = {}) {
    auto read = parse_link(simulator_->dropbox_link(link), limits_);
    if (!read) throw std::runtime_error(read.error().message);
    read->password = std::move(password);
    return *std::move(read);
  }
  FolderRef folder(const DropboxLink& shared, const std::string& password = {}) {
    return *provider(with_token())->recognise(link(shared, password));
  }

  RawAnswer post(const std::string& target, const std::string& headers, const std::string& body) {
    return raw_->exchange("POST " + target + " HTTP/1.1\r\nHost: x\r\n" + headers +
                          "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  }
  /// Faults from now on.
  void stage(const std::string& faults) {
    const auto answer = raw_->exchange("PUT /sim/faults HTTP/1.1\r\nHost: x\r\nContent-Length: " +
                                       std::to_string(faults.size()) + "\r\n\r\n" + faults);
    if (answer.status != 200) throw std::runtime_error(answer.body);
  }

 private:
  SystemClock clock_;
  Limits limits_;
  std::unique_ptr<Simulator> simulator_;
  std::optional<RawHttpClient> raw_;
  std::optional<HttpClient> http_;
};

}  // namespace pixferry::simulator
