package tandem.runtime.fetch;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses are of the public internet. Of IPv4 everything but the special-purpose blocks (RFC 6890 and its IANA registry),
 * of IPv6 only global unicast (2000::/3) less what tunnels or translates: an IPv4 address inside one is not looked for, the whole
 * way is closed. What IPv4-mapped addresses (::ffff:0:0/96) hold Java reads as the IPv4 address it is.
 */
final class PublicAddresses {

    private static final List<Block> SPECIAL = List.of(
            Block.of(0x00000000L, 8), // this network
            Block.of(0x0A000000L, 8), // private
            Block.of(0x64400000L, 10), // carrier-grade NAT
            Block.of(0x7F000000L, 8), // loopback
            Block.of(0xA9FE0000L, 16), // link-local, metadata of clouds
            Block.of(0xAC100000L, 12), // private
            Block.of(0xC0000000L, 24), // IETF
            Block.of(0xC0000200L, 24), // documentation
            Block.of(0xC0586300L, 24), // 6to4 relays
            Block.of(0xC0A80000L, 16), // private
            Block.of(0xC6120000L, 15), // benchmarks
            Block.of(0xC6336400L, 24), // documentation
            Block.of(0xCB007100L, 24), // documentation
            Block.of(0xE0000000L, 4), // multicast
            Block.of(0xF0000000L, 4)); // reserved, broadcast

    private static final Block GLOBAL_UNICAST = new Block(high(0x2000), 3, 128);

    private static final List<Block> SPECIAL_OF_UNICAST = List.of(
            new Block(high(0x2001), 23, 128), // IETF: Teredo, ORCHID, benchmarks
            new Block(high(0x2001).or(BigInteger.valueOf(0x0DB8).shiftLeft(96)), 32, 128), // documentation
            new Block(high(0x2002), 16, 128), // 6to4
            new Block(high(0x3FFF), 20, 128)); // documentation

    private PublicAddresses() {}

    static boolean contain(InetAddress address) {
        var bits = new BigInteger(1, address.getAddress());
        return address instanceof Inet4Address
                ? SPECIAL.stream().noneMatch(block -> block.contains(bits))
                : GLOBAL_UNICAST.contains(bits) && SPECIAL_OF_UNICAST.stream().noneMatch(block -> block.contains(bits));
    }

    private static BigInteger high(int firstGroup) {
        return BigInteger.valueOf(firstGroup).shiftLeft(112);
    }

    /** All addresses that share the first bits. */
    private record Block(BigInteger first, int prefix, int length) {

        static Block of(long first, int prefix) {
            return new Block(BigInteger.valueOf(first), prefix, 32);
        }

        boolean contains(BigInteger address) {
            return address.shiftRight(length - prefix).equals(first.shiftRight(length - prefix));
        }
    }
}
