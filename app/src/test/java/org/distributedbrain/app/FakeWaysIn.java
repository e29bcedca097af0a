package org.distributedbrain.app;

import org.distributedbrain.Invitation;

/** The part of a make-believe grid that is about the ways in. */
abstract class FakeWaysIn extends OperandlessGrid {
    private final FakeInvitations invitations = new FakeInvitations();
    private final FakeTunnel tunnel = new FakeTunnel(invitations);

    /** @throws org.distributedbrain.job.BadInput while everything is refused */
    abstract void mayBeRefused();

    public void invite(String address, boolean loopbackOnly) {
        invitations.invite(address, loopbackOnly);
    }

    @Override
    public Invitation invitation() {
        return invitations.now();
    }

    @Override
    public Invitation openDoor(boolean open) {
        mayBeRefused();
        return invitations.open(open);
    }

    @Override
    public Invitation renewJoinKey() {
        return invitations.renew();
    }

    @Override
    public FakeTunnel tunnel() {
        return tunnel;
    }
}
