#include "testing/webhook_receiver.hpp"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <array>
#include <chrono>
#include <memory>
#include <sstream>
#include <stdexcept>

namespace pixferry {
namespace {

constexpr std::chrono::seconds kPatience{30};
constexpr std::string_view kSecretPrefix = "whsec_";

std::vector<unsigned char> decoded(std::string_view base64) {
  std::vector<unsigned char> bytes(base64.size());
  const auto size =
      EVP_DecodeBlock(bytes.data(), reinterpret_cast<const unsigned char*>(base64.data()),
                      static_cast<int>(base64.size()));
  if (size < 0) throw std::invalid_argument("the secret is no base64");
  const auto padding = base64.size() - base64.find_last_not_of('=') - 1;
  bytes.resize(static_cast<std::size_t>(size) - padding);
  return bytes;
}

std::string base64_of(const std::vector<unsigned char>& bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  const auto size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes.data(),
                                    static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(size));
  return text;
}

std::vector<unsigned char> keyed_hash(const std::vector<unsigned char>& key,
                                      const std::string& text) {
  const std::unique_ptr<EVP_MAC, decltype(&EVP_MAC_free)> algorithm{
      EVP_MAC_fetch(nullptr, "HMAC", nullptr), &EVP_MAC_free};
  const std::unique_ptr<EVP_MAC_CTX, decltype(&EVP_MAC_CTX_free)> running{
      EVP_MAC_CTX_new(algorithm.get()), &EVP_MAC_CTX_free};
  std::string digest{"SHA256"};
  const std::array parameters{
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest.data(), 0),
      OSSL_PARAM_construct_end()};
  std::vector<unsigned char> code(64);
  std::size_t size = 0;
  const bool made =
      EVP_MAC_init(running.get(), key.data(), key.size(), parameters.data()) == 1 &&
      EVP_MAC_update(running.get(), reinterpret_cast<const unsigned char*>(text.data()),
                     text.size()) == 1 &&
      EVP_MAC_final(running.get(), code.data(), &size, code.size()) == 1;
  if (!made) throw std::runtime_error("no keyed hash");
  code.resize(size);
  return code;
}

bool is_signed(std::string_view secret, const ReceivedWebhook& webhook,
               const std::string& signatures) {
  const auto key = decoded(secret.substr(kSecretPrefix.size()));
  const auto right =
      "v1," + base64_of(keyed_hash(key, webhook.id + "." + webhook.timestamp + "." + webhook.body));
  std::istringstream all{signatures};
  for (std::string one; all >> one;) {
    if (one == right) return true;
  }
  return false;
}

std::string header(const LoopbackRequest& request, const std::string& name) {
  const auto found = request.headers.find(name);
  return found == request.headers.end() ? "" : found->second;
}

}  // namespace

WebhookReceiver::WebhookReceiver(std::string_view secret, Answer answer)
    : secret_(secret),
      answer_(std::move(answer)),
      server_(LoopbackServer::answering(
          [this](const LoopbackRequest& request) { return take(request); })) {}

WebhookReceiver::Answer WebhookReceiver::accept() {
  return [](const ReceivedWebhook&, std::size_t) { return loopback_answer(204); };
}

WebhookReceiver::Answer WebhookReceiver::refuse(int status) {
  return [status](const ReceivedWebhook&, std::size_t) { return loopback_answer(status, "no"); };
}

std::string WebhookReceiver::take(const LoopbackRequest& request) {
  ReceivedWebhook webhook{.id = header(request, "webhook-id"),
                          .timestamp = header(request, "webhook-timestamp"),
                          .content_type = header(request, "content-type"),
                          .trace_parent = header(request, "traceparent"),
                          .body = request.body};
  webhook.is_genuine = is_signed(secret_, webhook, header(request, "webhook-signature"));
  const std::lock_guard lock{mutex_};
  received_.push_back(webhook);
  more_.notify_all();
  return answer_(webhook, received_.size() - 1);
}

std::vector<ReceivedWebhook> WebhookReceiver::received() const {
  const std::lock_guard lock{mutex_};
  return received_;
}

std::vector<ReceivedWebhook> WebhookReceiver::wait_for(std::size_t count) {
  std::unique_lock lock{mutex_};
  more_.wait_for(lock, kPatience, [&] { return received_.size() >= count; });
  return received_;
}

}  // namespace pixferry
