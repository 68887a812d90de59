# The program alone: unpack the archive for x86_64-unknown-linux-musl (or aarch64) beside this file, as `rungs`.
#
#   docker build -t rungs .
#   docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/ladder" rungs build . -o site
#   docker run --rm --network host -v "$PWD:/ladder" rungs serve
#
# `rungs serve` answers this machine alone, so that it needs the network of the host.
FROM scratch
COPY rungs /rungs
WORKDIR /ladder
ENTRYPOINT ["/rungs"]
CMD ["--help"]
