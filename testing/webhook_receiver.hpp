#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "testing/loopback_server.hpp"

namespace pixferry {

/// What a receiver of webhooks made of one call.
struct ReceivedWebhook {
  std::string id;
  std::string timestamp;
  std::string content_type;
  std::string trace_parent;
  std::string body;
  /// One of its signatures is that of the receiver's secret. Computed by code that shares nothing
  /// with what signs.
  bool is_genuine = false;
};

/// A real HTTP server that takes webhooks as a customer's would. Thread-safe.
class WebhookReceiver {
 public:
  /// The bytes to answer with, from what was received and how much was before.
  using Answer = std::function<std::string(const ReceivedWebhook&, std::size_t before)>;

  explicit WebhookReceiver(std::string_view secret, Answer answer = accept());

  static Answer accept();
  static Answer refuse(int status);

  std::string origin() const { return server_.origin(); }
  std::string url() const { return origin() + "/hook?token=t"; }
  std::vector<ReceivedWebhook> received() const;
  /// Those received, once there are so many; fewer if they do not come within half a minute.
  std::vector<ReceivedWebhook> wait_for(std::size_t count);
  int connections() const { return server_.connections(); }

 private:
  std::string take(const LoopbackRequest& request);

  const std::string secret_;
  const Answer answer_;
  mutable std::mutex mutex_;
  std::condition_variable more_;
  std::vector<ReceivedWebhook> received_;
  LoopbackServer server_;
};

}  // namespace pixferry
