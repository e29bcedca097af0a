package org.distributedbrain;

/** The part of a make-believe grid that is about the ways in. */
abstract class FakeWaysIn implements Grid {
    /** The ways in. */
    public final FakeInvitations ways = new FakeInvitations();

    @Override
    public Invitation invitation() {
        return ways.now();
    }

    @Override
    public Invitation openDoor(boolean open) {
        return ways.open(open);
    }

    @Override
    public Invitation renewJoinKey() {
        return ways.renew();
    }

    @Override
    public FakeTunnel tunnel() {
        return ways.tunnel;
    }
}
