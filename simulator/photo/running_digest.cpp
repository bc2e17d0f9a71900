#include "simulator/photo/running_digest.hpp"

#include <openssl/evp.h>

namespace pixferry::simulator {
namespace {

using Hash = std::unique_ptr<EVP_MD_CTX, decltype(&::EVP_MD_CTX_free)>;

Hash started(const EVP_MD* algorithm) {
  Hash hash{::EVP_MD_CTX_new(), &::EVP_MD_CTX_free};
  ::EVP_DigestInit_ex(hash.get(), algorithm, nullptr);
  return hash;
}

template <class Digest>
Digest ended(const Hash& hash, std::span<const std::byte> bytes) {
  const Hash copy{::EVP_MD_CTX_new(), &::EVP_MD_CTX_free};
  ::EVP_MD_CTX_copy_ex(copy.get(), hash.get());
  ::EVP_DigestUpdate(copy.get(), bytes.data(), bytes.size());
  Digest digest;
  ::EVP_DigestFinal_ex(copy.get(), digest.bytes.data(), nullptr);
  return digest;
}

}  // namespace

struct RunningDigest::State {
  Hash sha256 = started(::EVP_sha256());
  Hash md5 = started(::EVP_md5());
};

RunningDigest::RunningDigest() : state_(std::make_unique<State>()) {}
RunningDigest::RunningDigest(RunningDigest&&) noexcept = default;
RunningDigest& RunningDigest::operator=(RunningDigest&&) noexcept = default;
RunningDigest::~RunningDigest() = default;

void RunningDigest::add(std::span<const std::byte> bytes) {
  ::EVP_DigestUpdate(state_->sha256.get(), bytes.data(), bytes.size());
  ::EVP_DigestUpdate(state_->md5.get(), bytes.data(), bytes.size());
}

Digests RunningDigest::ended_with(std::span<const std::byte> bytes) const {
  return {ended<Sha256>(state_->sha256, bytes), ended<Md5>(state_->md5, bytes)};
}

}  // namespace pixferry::simulator
