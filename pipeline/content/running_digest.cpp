#include "pipeline/content/running_digest.hpp"

#include <openssl/evp.h>

#include <stdexcept>

namespace pixferry {
namespace {

void expect(bool succeeded) {
  if (!succeeded) throw std::runtime_error("OpenSSL cannot compute a digest");
}

/// Fetched once: EVP_sha256() would look the provider up again at each start of a digest.
const EVP_MD* algorithm_of(RunningDigest::Algorithm algorithm) {
  static EVP_MD* const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  static EVP_MD* const md5 = EVP_MD_fetch(nullptr, "MD5", nullptr);
  return algorithm == RunningDigest::Algorithm::sha256 ? sha256 : md5;
}

}  // namespace

void RunningDigest::Free::operator()(evp_md_ctx_st* context) const {
  EVP_MD_CTX_free(context);
}

RunningDigest::RunningDigest(Algorithm algorithm)
    : algorithm_(algorithm), context_(EVP_MD_CTX_new()) {
  expect(context_ != nullptr);
  restart();
}

void RunningDigest::update(std::span<const std::byte> bytes) {
  expect(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1);
}

void RunningDigest::restart() {
  const auto* algorithm = algorithm_of(algorithm_);
  expect(algorithm != nullptr && EVP_DigestInit_ex(context_.get(), algorithm, nullptr) == 1);
}

void RunningDigest::finish_into(std::span<std::uint8_t> digest) {
  const auto size = static_cast<std::size_t>(EVP_MD_CTX_get_size(context_.get()));
  expect(size == digest.size());
  expect(EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr) == 1);
}

}  // namespace pixferry
